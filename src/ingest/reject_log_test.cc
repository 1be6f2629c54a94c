#include "ingest/reject_log.h"

#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace sparkify {
namespace {

void add_many(RejectLog& log, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i)
        log.add({.object = "o", .line = i});
}

TEST(RejectLog, IsOrderedByObjectAndLine) {
    RejectLog log(0);
    log.add({.object = "b", .line = 1});
    log.add({.object = "a", .line = 10});
    log.add({.object = "a", .line = 9});
    std::string order;
    for (const Reject& reject : log.sorted())
        order += fmt::format("{}{} ", reject.object, reject.line);
    EXPECT_EQ(order, "a9 a10 b1 ");
}

TEST(RejectLog, KeepsAllOfAReject) {
    RejectLog log(0);
    log.add({"object", 3, "column", "value", "reason", "record"});
    const Reject reject = log.sorted().at(0);
    EXPECT_EQ(reject.object, "object");
    EXPECT_EQ(reject.line, 3U);
    EXPECT_EQ(reject.column, "column");
    EXPECT_EQ(reject.value, "value");
    EXPECT_EQ(reject.reason, "reason");
    EXPECT_EQ(reject.record, "record");
}

TEST(RejectLog, IsOverItsLimitAtTheFirstRejectBeyond) {
    RejectLog log(2);
    add_many(log, 2);
    EXPECT_FALSE(log.over_limit());
    add_many(log, 1);
    EXPECT_TRUE(log.over_limit());
}

TEST(RejectLog, AllowsNoneByALimitOfZero) {
    RejectLog log(0);
    EXPECT_FALSE(log.over_limit());
    add_many(log, 1);
    EXPECT_TRUE(log.over_limit());
}

TEST(RejectLog, GoesOnCollectingForAWhileBeyondItsLimit) {
    RejectLog log(5);
    add_many(log, 5 + RejectLog::kCollectedBeyondLimit - 1);
    EXPECT_FALSE(log.full());
    add_many(log, 1);
    EXPECT_TRUE(log.full());
}

TEST(RejectLog, IsNeverFullWithinAHugeLimit) {
    RejectLog log(~std::uint64_t{0});
    add_many(log, 3 * RejectLog::kCollectedBeyondLimit);
    EXPECT_FALSE(log.full());
}

TEST(RejectLog, CollectsFromSeveralThreads) {
    RejectLog log(0);
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&] { add_many(log, 500); });
    }
    EXPECT_EQ(log.count(), 2000U);
    EXPECT_EQ(log.sorted().size(), 2000U);
}

}  // namespace
}  // namespace sparkify
