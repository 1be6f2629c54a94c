#include "report/progress_bar.h"

#include <optional>
#include <vector>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using namespace std::chrono_literals;

constexpr const char* kErased = "\r\x1b[K";

class ProgressBarTest : public testing::Test {
  protected:
    ProgressBarTest() {
        bar_.emplace([this](std::string_view text) { written_.emplace_back(text); },
                     LineStyle{.width = 60}, [this] { return now_; });
    }

    static ProgressSnapshot step(const char* name) {
        ProgressSnapshot snapshot;
        snapshot.step = name;
        snapshot.unit = "objects";
        snapshot.done = 5;
        snapshot.total = 10;
        return snapshot;
    }

    std::chrono::steady_clock::time_point now_{};
    std::vector<std::string> written_;
    std::optional<ProgressBar> bar_;
};

TEST_F(ProgressBarTest, DrawsOneLineThatCannotWrap) {
    bar_->update(step("load"));
    ASSERT_EQ(written_.size(), 1U);
    EXPECT_EQ(written_[0],
              "\r\x1b[?7lload  #####.....   50 %   5 of 10 objects"
              "\x1b[K\x1b[?7h");
}

TEST_F(ProgressBarTest, DrawsAtMostTenTimesASecond) {
    for (int call = 0; call < 1'000; ++call) {
        bar_->update(step("load"));
        now_ += 1ms;
    }
    EXPECT_EQ(written_.size(), 10U);
}

TEST_F(ProgressBarTest, LineGoesAwayWhenItsStepIsFinished) {
    bar_->update(step("load"));
    bar_->finish_step(step("load"));
    EXPECT_EQ(written_.back(), kErased);
}

TEST_F(ProgressBarTest, NothingIsErasedWhereNothingWasDrawn) {
    bar_->finish_step(step("load"));
    bar_->clear();
    bar_.reset();
    EXPECT_TRUE(written_.empty());
}

TEST_F(ProgressBarTest, ComesBackAfterClear) {
    bar_->update(step("load"));
    bar_->clear();
    now_ += 100ms;
    bar_->update(step("load"));
    ASSERT_EQ(written_.size(), 3U);
    EXPECT_EQ(written_[1], kErased);
    EXPECT_EQ(written_[2], written_[0]);
}

TEST_F(ProgressBarTest, LeavesACleanLineWhenAnExceptionEndsTheStep) {
    bar_->update(step("load"));
    bar_.reset();
    EXPECT_EQ(written_.back(), kErased);
}

}  // namespace
}  // namespace sparkify
