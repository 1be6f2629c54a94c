#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "oracle/staging_rows.h"
#include "oracle/star_rows.h"

namespace sparkify::oracle {

/// Whether the columns that depend on the number and order of the runs are rendered:
/// songplay_id and load_id.
enum class RunColumns : std::uint8_t { shown, hidden };

/// A table as text, to be compared with what a query returns: one string per row, the columns in
/// order and separated by tabs, NULL as \N, timestamps as `2018-11-01 20:57:10.796`, doubles by
/// their shortest round trip (fmt's "{}"), text as it is (also tabs and line ends). The rows are
/// sorted by their bytes.
using RenderedTable = std::vector<std::string>;

[[nodiscard]] RenderedTable rendered(const std::vector<User>& users);
[[nodiscard]] RenderedTable rendered(const std::vector<Song>& songs);
[[nodiscard]] RenderedTable rendered(const std::vector<Artist>& artists);
[[nodiscard]] RenderedTable rendered(const std::vector<Time>& time);
[[nodiscard]] RenderedTable rendered(const std::vector<Songplay>& songplays, RunColumns run);
[[nodiscard]] RenderedTable rendered(const std::vector<StagingEvent>& events, RunColumns run);
[[nodiscard]] RenderedTable rendered(const std::vector<StagingSong>& songs, RunColumns run);

}  // namespace sparkify::oracle
