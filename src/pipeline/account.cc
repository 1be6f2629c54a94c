#include "pipeline/account.h"

#include <variant>

#include <fmt/format.h>

#include "base/error.h"

namespace sparkify {

bool RunAccount::adds_up() const {
    return records_read == records_staged + records_rejected &&
           events_staged == plays_added + plays_known + no_plays;
}

std::vector<EventOutcome> take_event_outcomes(Warehouse& warehouse) {
    std::vector<EventOutcome> outcomes;
    const ResultTable result = warehouse.query(
        "SELECT outcome, CAST(SUM(events) AS BIGINT) AS events FROM event_outcomes "
        "GROUP BY outcome ORDER BY events DESC, outcome");
    for (const std::vector<Value>& row : result.rows)
        outcomes.push_back({std::get<std::string>(row[0]), std::get<std::int64_t>(row[1])});
    warehouse.execute("DROP TABLE event_outcomes");
    return outcomes;
}

std::int64_t events_with(const std::vector<EventOutcome>& outcomes, std::string_view outcome) {
    std::int64_t events = 0;
    for (const EventOutcome& it : outcomes)
        if (it.outcome == outcome) events += it.events;
    return events;
}

void throw_if_wrong(const RunAccount& account) {
    if (account.adds_up()) return;
    throw Error(
        ErrorCode::failed,
        {"the account of the run does not add up", "",
         fmt::format("{} records read, but {} staged and {} rejected; {} events staged, but "
                     "{} plays added, {} already there and {} no plays",
                     account.records_read, account.records_staged, account.records_rejected,
                     account.events_staged, account.plays_added, account.plays_known,
                     account.no_plays),
         "nothing was changed; if the SQL model is the program's own, report this as a bug"});
}

}  // namespace sparkify
