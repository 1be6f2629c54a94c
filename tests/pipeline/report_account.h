#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "oracle/star.h"
#include "pipeline/etl.h"

namespace sparkify {

/// What a run's report says of one staging table; all 0 if it does not speak of it.
[[nodiscard]] inline LoadAccount load_of(const EtlReport& report, const std::string& table) {
    for (const LoadAccount& load : report.loads)
        if (load.table == table) return load;
    return {};
}

[[nodiscard]] inline std::map<std::string, std::int64_t> match_counts(const EtlReport& report) {
    std::map<std::string, std::int64_t> counts;
    for (const EventOutcome& match : report.matches)
        counts[match.outcome] = match.events;
    return counts;
}

/// What a report says of the only run that a warehouse had.
[[nodiscard]] inline std::map<std::string, std::int64_t> match_counts(const oracle::Star& star) {
    using oracle::NoMatch;
    std::map<std::string, std::int64_t> counts;
    for (const oracle::Songplay& play : star.songplays)
        if (play.song_id) ++counts["matched"];
    for (const auto& [reason, outcome] :
         {std::pair(NoMatch::no_such_title, "no such title"),
          std::pair(NoMatch::title_by_another_artist, "title by another artist only"),
          std::pair(NoMatch::another_duration, "title and artist, but another duration")})
        if (const std::int64_t plays = star.unmatched.at(reason); plays > 0)
            counts[outcome] = plays;
    return counts;
}

[[nodiscard]] inline std::int64_t plays_added(const EtlReport& report) {
    std::int64_t plays = 0;
    for (const EventOutcome& match : report.matches)
        plays += match.events;
    return plays;
}

}  // namespace sparkify
