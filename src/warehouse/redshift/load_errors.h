#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// A record that COPY could not load, as the cluster tells of it.
struct LoadError {
    std::string object;           ///< cut to kObjectBytes
    std::uint64_t last_line = 0;  ///< of the record, from 1
    std::string column;
    std::int64_t code = 0;
    std::string reason;

    /// As long as the views of the cluster keep a name.
    static constexpr std::size_t kObjectBytes = 256;
};

/// By what the two families of views know a COPY. Nothing says that their numbers are the same.
struct CopyQuery {
    std::int64_t session = 0;    ///< process of the session that ran it
    std::int64_t in_sys = 0;     ///< SYS views: its number; 0: not known yet
    std::int64_t after_stl = 0;  ///< STL views: the numbers of what came before it in this session
    bool has_stl_views = true;   ///< false: Serverless
};

/// What a COPY could not load: from SYS_LOAD_ERROR_DETAIL, and, where that has fewer than are
/// `expected`, from STL_LOAD_ERRORS, which only provisioned clusters have. Not within a transaction
/// that has failed, or, if the second view may not exist, that is to go on.
[[nodiscard]] std::vector<LoadError> load_errors_of(PgConnection& connection,
                                                    const CopyQuery& query, std::uint64_t expected);

}  // namespace sparkify
