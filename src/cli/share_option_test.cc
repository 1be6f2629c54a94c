#include "cli/share_option.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

TEST(Share, IsANumberOrPercent) {
    EXPECT_DOUBLE_EQ(parse_share("0.01"), 0.01);
    EXPECT_DOUBLE_EQ(parse_share("1%"), 0.01);
    EXPECT_DOUBLE_EQ(parse_share("0"), 0);
    EXPECT_DOUBLE_EQ(parse_share("100%"), 1);
}

TEST(Share, IsRefusedOutsideOfTheWhole) {
    for (const char* text : {"", "%", "2", "101%", "-0.1", "1e", "nan", "0.1.2", "a"})
        EXPECT_THROW(static_cast<void>(parse_share(text)), Error) << text;
}

}  // namespace
}  // namespace sparkify
