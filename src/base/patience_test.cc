#include "base/patience.h"

#include <thread>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using std::chrono::milliseconds;

TEST(Patience, BeginsWhenItIsAskedFirst) {
    Patience patience(milliseconds(200));
    std::this_thread::sleep_for(milliseconds(250));
    EXPECT_FALSE(patience.has_begun());
    EXPECT_TRUE(patience.lasts());
    EXPECT_TRUE(patience.has_begun());
}

TEST(Patience, ComesToItsEnd) {
    Patience patience(milliseconds(1));
    static_cast<void>(patience.lasts());
    std::this_thread::sleep_for(milliseconds(2));
    EXPECT_FALSE(patience.lasts());
}

TEST(Patience, IsNoneFromTheBeginningIfThereIsNoTime) {
    EXPECT_FALSE(Patience(milliseconds(0)).lasts());
}

}  // namespace
}  // namespace sparkify
