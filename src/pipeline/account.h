#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "warehouse/warehouse.h"

namespace sparkify {

/// How many events of a run came to the same end: "no play", "known play", or for plays that were
/// added "matched", "no such title", ...
struct EventOutcome {
    std::string outcome;
    std::int64_t events = 0;
};

/// What became of every record of a run. The figures come from different places, so that one that
/// is lost on the way shows: what was read is counted while reading, and all others are counted in
/// the warehouse, after everything was done.
struct RunAccount {
    std::int64_t records_read = 0;
    std::int64_t records_staged = 0;
    std::int64_t records_rejected = 0;
    std::int64_t events_staged = 0;
    std::int64_t plays_added = 0;
    std::int64_t plays_known = 0;  ///< plays that songplays had already, or had twice in this run
    std::int64_t no_plays = 0;

    /// read = staged + rejected, and events = plays added + plays known + no plays.
    [[nodiscard]] bool adds_up() const;
};

/// What the transforms counted in event_outcomes. Forgets it.
[[nodiscard]] std::vector<EventOutcome> take_event_outcomes(Warehouse& warehouse);

/// Sums up how many events came to an end.
[[nodiscard]] std::int64_t events_with(const std::vector<EventOutcome>& outcomes,
                                       std::string_view outcome);

/// Throws Error(failed) if an account does not add up.
void throw_if_wrong(const RunAccount& account);

}  // namespace sparkify
