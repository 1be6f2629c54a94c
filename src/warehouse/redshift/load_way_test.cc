#include "warehouse/redshift/load_way.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

std::vector<Object> in_s3(std::size_t count, std::uint64_t size) {
    return std::vector<Object>(count, Object{"s3://bucket/key", size, "1"});
}

TEST(LoadWay, OfFewOrLargeObjectsIsDirect) {
    EXPECT_EQ(load_way_of(in_s3(99, 250), {}), LoadWay::direct);
    EXPECT_EQ(load_way_of(in_s3(1'000, 2'000'000), {}), LoadWay::direct);
}

TEST(LoadWay, OfManySmallObjectsMakesFewOfThem) {
    EXPECT_EQ(load_way_of(in_s3(100, 250), {}), LoadWay::compacted);
    EXPECT_EQ(load_way_of(in_s3(5, 250), {.from_objects = 5}), LoadWay::compacted);
    EXPECT_EQ(load_way_of(in_s3(5, 250), {.from_objects = 6}), LoadWay::direct);
}

TEST(LoadWay, IsWhatUsersSay) {
    EXPECT_EQ(load_way_of(in_s3(1, 2'000'000), {.when = Compaction::always}), LoadWay::compacted);
    EXPECT_EQ(load_way_of(in_s3(1'000, 250), {.when = Compaction::never}), LoadWay::direct);
}

TEST(LoadWay, OfWhatTheClusterCannotReadIsThroughThisProgram) {
    const std::vector<Object> file{{"/data/a.json", 2'000'000, "1"}};
    const std::vector<Object> part{{"s3://bucket/rejects.json", 2'000'000, "1", 17}};
    for (const auto& objects : {file, part}) {
        EXPECT_EQ(load_way_of(objects, {}), LoadWay::compacted);
        try {
            static_cast<void>(load_way_of(objects, {.when = Compaction::never}));
            ADD_FAILURE() << "it was not refused";
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::configuration);
        }
    }
}

}  // namespace
}  // namespace sparkify
