#include "report/json_progress.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using namespace std::chrono_literals;

class JsonProgressTest : public testing::Test {
  protected:
    static ProgressSnapshot snapshot_at(std::chrono::milliseconds elapsed) {
        return {.step = "load",
                .done = static_cast<std::uint64_t>(elapsed.count()),
                .total = 10'000,
                .unit = "records",
                .bytes_done = 0,
                .bytes_total = 0,
                .objects_done = 3,
                .objects_total = 9,
                .rejects = 1,
                .retries = 2,
                .elapsed = elapsed};
    }

    nlohmann::json last() const { return nlohmann::json::parse(written_.back()).at("progress"); }

    std::chrono::steady_clock::time_point now_{};
    std::vector<std::string> written_;
    JsonProgress progress_{[this](std::string_view text) { written_.emplace_back(text); },
                           [this] { return now_; }};
};

TEST_F(JsonProgressTest, IsOneLineWithTheKeysInOrder) {
    progress_.update(snapshot_at(0ms));
    EXPECT_EQ(written_.at(0),
              "{\"progress\":{\"step\":\"load\",\"finished\":false,\"done\":0,\"total\":10000,"
              "\"unit\":\"records\",\"bytes_done\":0,\"bytes_total\":null,"
              "\"objects_done\":3,\"objects_total\":9,\"rejects\":1,\"retries\":2,"
              "\"elapsed_seconds\":0.0,\"units_per_second\":null,\"bytes_per_second\":null,"
              "\"seconds_left\":null}}\n");
}

TEST_F(JsonProgressTest, WritesAtMostTwoLinesASecond) {
    for (auto elapsed = 0ms; elapsed < 5'000ms; elapsed += 10ms) {
        progress_.update(snapshot_at(elapsed));
        now_ += 10ms;
    }
    EXPECT_EQ(written_.size(), 10U);
}

TEST_F(JsonProgressTest, ForecastsFromThePace) {
    progress_.update(snapshot_at(0ms));
    now_ += 2s;
    progress_.update(snapshot_at(2s));
    EXPECT_NEAR(last()["units_per_second"].get<double>(), 1'000, 1e-6);
    EXPECT_NEAR(last()["seconds_left"].get<double>(), 8, 1e-6);
}

TEST_F(JsonProgressTest, TheEndOfAStepIsAlwaysWrittenWithItsOverallRate) {
    progress_.update(snapshot_at(0ms));
    progress_.finish_step(snapshot_at(10s));
    ASSERT_EQ(written_.size(), 2U);
    EXPECT_EQ(last()["finished"], true);
    EXPECT_EQ(last()["units_per_second"], 1'000.0);
    EXPECT_EQ(last()["seconds_left"], 0.0);
}

}  // namespace
}  // namespace sparkify
