#include "report/progress.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(ShareDone, IsOfTheBytesBeforeTheUnits) {
    ProgressSnapshot snapshot;
    snapshot.done = 1;
    snapshot.total = 10;
    EXPECT_DOUBLE_EQ(share_done(snapshot), 0.1);
    snapshot.bytes_done = 3;
    snapshot.bytes_total = 4;
    EXPECT_DOUBLE_EQ(share_done(snapshot), 0.75);
}

TEST(ShareDone, IsNegativeWithoutATotal) {
    ProgressSnapshot snapshot;
    snapshot.done = 7;
    snapshot.bytes_done = 7;
    EXPECT_LT(share_done(snapshot), 0);
}

TEST(ShareDone, IsNeverMoreThanAll) {
    ProgressSnapshot snapshot;
    snapshot.done = 11;
    snapshot.total = 10;
    EXPECT_DOUBLE_EQ(share_done(snapshot), 1);
}

}  // namespace
}  // namespace sparkify
