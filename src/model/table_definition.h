#pragma once

#include <string_view>
#include <vector>

#include "ingest/column.h"

namespace sparkify {

/// Reads the columns of a staging table out of its CREATE TABLE, so that the SQL file alone defines
/// them. Understands the types that records can be loaded into: VARCHAR(n), INTEGER, BIGINT,
/// DOUBLE PRECISION, TIMESTAMP, each with or without NOT NULL.
///
/// `place` names the file in errors. Throws Error(configuration).
[[nodiscard]] std::vector<Column> columns_in(std::string_view create_table, std::string_view place);

}  // namespace sparkify
