#pragma once

#include <cstdint>

#include "cli/global_options.h"
#include "config/settings.h"

namespace sparkify {

/// How the memory that a user allows (--memory) is divided, in bytes. What a run takes apart from
/// these is small.
struct MemoryShares {
    std::uint64_t fetched = 0;    ///< objects that have arrived from S3 and were not read yet
    std::uint64_t compacted = 0;  ///< objects that are made for Redshift and were not written yet
    std::uint64_t duckdb = 0;     ///< what to set as DuckDB's limit
    unsigned threads = 1;  ///< how many: as many as were asked for, unless the memory is for fewer
};

/// `options.threads`: 1 or more. Nothing is for what is fetched, unless something is in S3.
[[nodiscard]] MemoryShares memory_shares(const GlobalOptions& options, const Settings& settings);

}  // namespace sparkify
