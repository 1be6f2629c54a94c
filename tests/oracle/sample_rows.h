#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "oracle/star.h"

namespace sparkify::oracle {

// Small rows for the tests. Times are seconds since 1970.

/// A play of song "title" by "artist", 200.5 seconds long, in session 1.
[[nodiscard]] StagingEvent play(std::int64_t user_id, std::int64_t seconds);

/// An event that is no play.
[[nodiscard]] StagingEvent visit(std::int64_t user_id, std::int64_t seconds);

/// The song that play() plays.
[[nodiscard]] StagingSong song(const std::string& song_id, const std::string& artist_id);

/// The star without songplay_id, a table name before each row.
[[nodiscard]] std::vector<std::string> whole_star(const Star& star);

}  // namespace sparkify::oracle
