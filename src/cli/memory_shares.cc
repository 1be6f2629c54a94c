#include "cli/memory_shares.h"

#include <algorithm>

#include "storage/s3/s3_location.h"

namespace sparkify {
namespace {

constexpr std::uint64_t kDefaultMemoryBytes = 2'000'000'000;

/// What the readers of records take of the memory: blocks, indexes and batches of one thread.
constexpr std::uint64_t kReaderBytesPerThread = 32'000'000;

/// A thread needs this much, be it to read, to store or to transform.
constexpr std::uint64_t kBytesPerThread = 100'000'000;

constexpr std::uint64_t kFetchedShare = 16;
constexpr std::uint64_t kCompactedShare = 4;

/// So that the whole process stays within `total`. Of what DuckDB takes, up to two fifths are not
/// counted against its limit (measured with 20 million events).
std::uint64_t duckdb_share(std::uint64_t total, unsigned threads, std::uint64_t fetched) {
    const std::uint64_t readers = kReaderBytesPerThread * std::max(threads, 1U) + fetched;
    const std::uint64_t rest = total > readers ? total - readers : 0;
    return std::max(rest * 3 / 5, total / 2);
}

}  // namespace

MemoryShares memory_shares(const GlobalOptions& options, const Settings& settings) {
    const std::uint64_t total =
        options.memory_bytes > 0 ? options.memory_bytes : kDefaultMemoryBytes;
    MemoryShares shares;
    shares.threads = static_cast<unsigned>(
        std::clamp<std::uint64_t>(total / kBytesPerThread, 1, options.threads));
    if (is_in_s3(settings.log_data) || is_in_s3(settings.song_data))
        shares.fetched = total / kFetchedShare;
    shares.compacted = total / kCompactedShare;
    shares.duckdb = duckdb_share(total, shares.threads, shares.fetched);
    return shares;
}

}  // namespace sparkify
