#pragma once

#include <string>

#include "oracle/staging_rows.h"

namespace sparkify {

/// The record, on one line, that a staging row is read from. NULL is a missing key; times have to
/// be whole milliseconds.
[[nodiscard]] std::string json_record(const oracle::StagingEvent& event);
[[nodiscard]] std::string json_record(const oracle::StagingSong& song);

}  // namespace sparkify
