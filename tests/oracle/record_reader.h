#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "oracle/reject.h"
#include "oracle/staging_rows.h"

namespace sparkify::oracle {

/// What one object holds, in the order of the object. load_id is 0.
template <class Row>
struct Records {
    std::vector<Row> rows;
    std::vector<Reject> rejects;
};

/// Reads the (decompressed) bytes of one log object by the order of the public JSONPaths file.
[[nodiscard]] Records<StagingEvent> read_events(const std::string& object, std::string_view bytes);

/// Reads the (decompressed) bytes of one song object by the names of the columns.
[[nodiscard]] Records<StagingSong> read_songs(const std::string& object, std::string_view bytes);

}  // namespace sparkify::oracle
