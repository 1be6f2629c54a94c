#include "ingest/reject_spool.h"

#include <string>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

std::vector<Reject> all_of(const RejectSpool& spool) {
    std::vector<Reject> rejects;
    spool.for_each([&](const Reject& reject) { rejects.push_back(reject); });
    return rejects;
}

Reject large_reject(std::uint64_t line) {
    return {"object", line,
            "column", std::string("nul\0inside", 10),
            "reason", std::string(60'000, static_cast<char>('a' + line % 26))};
}

TEST(RejectSpool, IsEmptyAtFirst) {
    EXPECT_TRUE(all_of(RejectSpool()).empty());
}

TEST(RejectSpool, KeepsRejectsThatDoNotFitIntoItsMemory) {
    constexpr std::uint64_t kCount = 2 * RejectSpool::kMemoryBytes / 60'000;
    RejectSpool spool;
    for (std::uint64_t line = 0; line < kCount; ++line)
        spool.add(large_reject(line));
    const std::vector<Reject> rejects = all_of(spool);
    ASSERT_EQ(rejects.size(), kCount);
    for (std::uint64_t line = 0; line < kCount; ++line) {
        EXPECT_EQ(rejects[line].line, line);
        EXPECT_EQ(rejects[line].object, "object");
        EXPECT_EQ(rejects[line].column, "column");
        EXPECT_EQ(rejects[line].value.size(), 10U);
        EXPECT_EQ(rejects[line].reason, "reason");
        EXPECT_EQ(rejects[line].record, large_reject(line).record);
    }
}

TEST(RejectSpool, TakesMoreAfterItWasRead) {
    RejectSpool spool;
    for (std::uint64_t line = 0; line < 100; ++line)
        spool.add(large_reject(line));
    EXPECT_EQ(all_of(spool).size(), 100U);
    spool.add(large_reject(100));
    EXPECT_EQ(all_of(spool).back().line, 100U);
    EXPECT_EQ(all_of(spool).size(), 101U);
}

}  // namespace
}  // namespace sparkify
