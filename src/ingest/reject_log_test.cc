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
    for (const Reject& reject : log.examples())
        order += fmt::format("{}{} ", reject.object, reject.line);
    EXPECT_EQ(order, "a9 a10 b1 ");
}

TEST(RejectLog, HandsOutAllOfAReject) {
    RejectLog log(0);
    log.add({"object", 3, "column", "value", "reason", "record"});
    log.for_each([](const Reject& reject) {
        EXPECT_EQ(reject.object, "object");
        EXPECT_EQ(reject.line, 3U);
        EXPECT_EQ(reject.column, "column");
        EXPECT_EQ(reject.value, "value");
        EXPECT_EQ(reject.reason, "reason");
        EXPECT_EQ(reject.record, "record");
    });
    EXPECT_EQ(log.count(), 1U);
}

TEST(RejectLog, HasTheFirstRejectsForExamples) {
    RejectLog log(0);
    for (std::uint64_t line = 3 * RejectLog::kExamples; line > 0; --line)
        log.add({.object = "o", .line = line, .record = "record"});
    const std::vector<Reject> examples = log.examples();
    ASSERT_EQ(examples.size(), RejectLog::kExamples);
    EXPECT_EQ(examples.front().line, 1U);
    EXPECT_EQ(examples.back().line, RejectLog::kExamples);
    EXPECT_EQ(examples.front().record, "");
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
    EXPECT_EQ(log.examples().size(), RejectLog::kExamples);
    std::uint64_t rejects = 0;
    log.for_each([&](const Reject&) { ++rejects; });
    EXPECT_EQ(rejects, 2000U);
}

}  // namespace
}  // namespace sparkify
