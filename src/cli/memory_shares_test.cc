#include "cli/memory_shares.h"

#include <string>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

MemoryShares shares_of(std::uint64_t bytes, unsigned threads, const std::string& data = "data") {
    GlobalOptions options;
    options.memory_bytes = bytes;
    options.threads = threads;
    Settings settings;
    settings.log_data = data;
    return memory_shares(options, settings);
}

TEST(MemoryShares, LeaveDuckDbThreeFifthsOfWhatReadersDoNotTake) {
    EXPECT_EQ(shares_of(10'000'000'000, 4).duckdb, (10'000'000'000 - 128'000'000) * 3 / 5);
}

TEST(MemoryShares, LeaveDuckDbHalfOfLittleMemory) {
    EXPECT_EQ(shares_of(200'000'000, 4).duckdb, 100'000'000);
}

TEST(MemoryShares, AreOfTwoGigabytesUnlessAUserSaysMore) {
    EXPECT_EQ(shares_of(0, 1).duckdb, shares_of(2'000'000'000, 1).duckdb);
}

TEST(MemoryShares, AreForAsManyThreadsAsTheyAreEnoughFor) {
    EXPECT_EQ(shares_of(1'000'000'000, 4).threads, 4U);
    EXPECT_EQ(shares_of(200'000'000, 4).threads, 2U);
    EXPECT_EQ(shares_of(1, 4).threads, 1U);
}

TEST(MemoryShares, AreForWhatIsFetchedOnlyIfSomethingIsInS3) {
    EXPECT_EQ(shares_of(1'600'000'000, 1).fetched, 0U);
    EXPECT_EQ(shares_of(1'600'000'000, 1, "s3://bucket/logs").fetched, 100'000'000U);
}

}  // namespace
}  // namespace sparkify
