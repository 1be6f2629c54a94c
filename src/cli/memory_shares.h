#pragma once

#include <cstdint>

#include "cli/session.h"

namespace sparkify {

/// How the memory that a user allows (--memory-limit) is divided, in bytes. What a run takes apart
/// from these is small.
struct MemoryShares {
    unsigned threads = 1;         ///< as many as were asked for, unless the memory is for fewer
    std::uint64_t fetched = 0;    ///< objects that have arrived from S3 and were not read yet
    std::uint64_t compacted = 0;  ///< objects that are made for Redshift and were not written yet
    std::uint64_t duckdb = 0;     ///< what to set as DuckDB's limit
};

/// Those of a session's options. Nothing is for what is fetched, unless something is in S3.
[[nodiscard]] MemoryShares memory_shares(Session& session);

}  // namespace sparkify
