#pragma once

#include <cstdint>
#include <string>

namespace sparkify::oracle {

enum class RejectKind : std::uint8_t {
    syntax,           ///< not JSON, not UTF-8, nested too deeply, or no object
    outer_array,      ///< the records stand in an array
    too_large,        ///< the record has more bytes than a record may have
    not_convertible,  ///< the value does not fit the type of its column
    too_long,         ///< the text has more bytes than its column takes
    missing,          ///< NULL in a NOT NULL column
};

/// A record that cannot be loaded (docs/tables.md, Staging).
struct Reject {
    std::string object;
    std::int64_t line = 0;  ///< where the record begins, from 1
    std::string column;     ///< name in the staging table; empty when the whole record is bad
    RejectKind kind = RejectKind::syntax;
    std::string reason;  ///< free text
};

}  // namespace sparkify::oracle
