#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "oracle/staging_rows.h"

namespace sparkify::oracle {

/// Why a play has no song.
enum class NoMatch : std::uint8_t { no_such_title, title_by_another_artist, another_duration };

/// The current record of each song_id, and the match of plays with them. Looks into the staging
/// rows, which must outlive it.
class CurrentSongs {
  public:
    explicit CurrentSongs(const std::vector<StagingSong>& staging_songs);

    /// In the order of song_id.
    [[nodiscard]] const std::map<std::string, const StagingSong*>& by_song_id() const {
        return by_song_id_;
    }

    /// The song that was played; null when there is none.
    [[nodiscard]] const StagingSong* match(const StagingEvent& play) const;

    /// Why match() finds nothing.
    [[nodiscard]] NoMatch why_no_match(const StagingEvent& play) const;

  private:
    using TitleAndArtist = std::pair<std::string, std::string>;

    [[nodiscard]] const std::vector<const StagingSong*>& candidates(const StagingEvent& play) const;

    std::map<std::string, const StagingSong*> by_song_id_;
    std::set<std::string> titles_;
    std::map<TitleAndArtist, std::vector<const StagingSong*>> by_title_and_artist_;
    std::vector<const StagingSong*> none_;
};

}  // namespace sparkify::oracle
