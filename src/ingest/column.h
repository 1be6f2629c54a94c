#pragma once

#include <cstdint>
#include <string>

namespace sparkify {

/// The types that a staging column can have.
enum class ColumnType : std::uint8_t {
    text,              ///< VARCHAR(n): UTF-8, at most n bytes
    integer,           ///< INTEGER: 32 bits
    bigint,            ///< BIGINT: 64 bits
    double_precision,  ///< DOUBLE PRECISION
    timestamp,         ///< TIMESTAMP in UTC, read from epoch milliseconds
};

/// "VARCHAR", "DOUBLE PRECISION"
[[nodiscard]] const char* sql_name_of(ColumnType type);

/// A column of a staging table, as far as reading records needs to know it.
struct Column {
    std::string name;
    ColumnType type = ColumnType::text;
    std::uint32_t max_bytes = 0;  ///< for text; bytes as in Redshift, not characters
    bool required = false;        ///< NOT NULL: a record without a value is a reject
};

}  // namespace sparkify
