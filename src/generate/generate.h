#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace sparkify {

/// What data to invent. Two calls with equal options write byte-identical objects on every machine.
struct GenerateOptions {
    /// Where log_data/, song_data/ and log_json_path.json are written. Created when missing.
    std::filesystem::path directory = {};
    /// Chooses the data; any value is good.
    std::uint64_t seed = 42;
    /// Exact number of good event records. At most 432,000 per user and day, and 10^10 in all; from
    /// about 100 per user and day on, listeners skip through their songs to make room for them.
    std::uint64_t events = 10'000;
    /// Exact number of good song records, at most 1,000,000.
    std::uint32_t songs = 500;
    /// Number of accounts, with the ids 1 to `users`. Not every account needs to turn up.
    std::uint32_t users = 100;
    /// 0: one object per day that has events. Else exactly so many, the events split evenly in time
    /// order, each named after the day of its first event, with -01, -02, ... where a day has
    /// several.
    std::uint32_t log_objects = 0;
    /// First day with events, YYYY-MM-DD, UTC.
    std::string first_day = "2018-11-01";
    /// Length of the period in days, 1 to 3,650. All events lie in it.
    std::uint32_t days = 30;
    /// Whether to plant bad records and unusual spellings. Bad records come on top of the good
    /// ones; unusual spellings replace plain ones and mean the same, so that a loader has to end
    /// with the same rows as without faults.
    bool faults = false;
};

/// A record that a loader has to reject.
struct PlantedFault {
    std::string object;      ///< path relative to the directory, with '/'
    std::uint64_t line = 0;  ///< 1-based line where the bad record begins
    std::string column;  ///< staging column ("ts", "user_id"); empty if it is not JSON or too large
    std::string kind;    ///< stable snake_case name, see fault.cc
};

/// What was written.
struct GenerateSummary {
    std::uint64_t events = 0;          ///< good event records
    std::uint64_t songs = 0;           ///< good song records
    std::uint64_t log_objects = 0;     ///< objects below log_data/
    std::uint64_t song_objects = 0;    ///< objects below song_data/, with faults fewer than songs
    std::uint64_t bytes = 0;           ///< size of the log and song objects together
    std::uint64_t rejects = 0;         ///< records a loader must reject: faults.size()
    std::vector<PlantedFault> faults;  ///< song objects first, in the order written
    std::filesystem::path log_data;    ///< directory/log_data
    std::filesystem::path song_data;   ///< directory/song_data
    std::filesystem::path log_jsonpaths;  ///< directory/log_json_path.json
};

/// Writes synthetic data in the layout, key order and quirks of the real data set:
/// log_data/YYYY/MM/YYYY-MM-DD-events.json and song_data/A/B/C/TRABC....json.
///
/// With faults, every bad record is followed by a good one that begins a line with '{', so that
/// each is exactly one reject under the recovery rule of docs/tables.md: after a syntax error
/// reading goes on at the first line *after the one where the broken record begins* that starts
/// with '{'.
///
/// Single-threaded. Memory grows with songs and users, not with events.
///
/// Throws Error with ErrorCode::usage if the options are impossible or log_data or song_data are
/// there already and not empty, and with ErrorCode::failed if something cannot be written; what was
/// written until then stays.
GenerateSummary generate(const GenerateOptions& options);

}  // namespace sparkify
