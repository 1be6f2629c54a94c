#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "oracle/current_songs.h"
#include "oracle/staging_rows.h"
#include "oracle/star_rows.h"

namespace sparkify::oracle {

/// The five tables, each in the order of its key.
struct Star {
    std::vector<User> users;
    std::vector<Song> songs;
    std::vector<Artist> artists;
    std::vector<Time> time;
    std::vector<Songplay> songplays;
    std::map<NoMatch, std::int64_t> unmatched;  ///< plays without a song; every reason is there
};

/// Where the events of one load went: events = plays_added + plays_known + no_plays.
struct LoadAccount {
    std::int64_t events = 0;
    std::int64_t songs = 0;
    std::int64_t plays_added = 0;
    std::int64_t plays_known = 0;  ///< there before, or a second time in this load
    std::int64_t no_plays = 0;

    bool operator==(const LoadAccount&) const = default;
};

/// The star that docs/tables.md asks for, from all staging rows that were ever loaded.
[[nodiscard]] Star build_star(const std::vector<StagingEvent>& events,
                              const std::vector<StagingSong>& songs);

/// A warehouse in memory, as it is after create-tables. Not thread-safe.
class OracleWarehouse {
  public:
    OracleWarehouse();

    /// One run: stages the rows under the next load_id (from 1) and computes the star anew.
    LoadAccount load(const std::vector<StagingEvent>& events,
                     const std::vector<StagingSong>& songs);

    [[nodiscard]] const std::vector<StagingEvent>& staging_events() const { return events_; }
    [[nodiscard]] const std::vector<StagingSong>& staging_songs() const { return songs_; }
    [[nodiscard]] const Star& star() const { return star_; }

  private:
    std::int64_t last_load_id_ = 0;
    std::vector<StagingEvent> events_;
    std::vector<StagingSong> songs_;
    Star star_;
};

}  // namespace sparkify::oracle
