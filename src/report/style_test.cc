#include "report/style.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(Style, WithoutColourTheTextStaysAsItIs) {
    EXPECT_EQ(styled("text", Style::error, false), "text");
}

TEST(Style, WithColourTheTextEndsInAReset) {
    EXPECT_EQ(styled("text", Style::bold, true), "\x1b[1mtext\x1b[0m");
    EXPECT_EQ(styled("text", Style::error, true), "\x1b[1;31mtext\x1b[0m");
}

TEST(Style, NothingIsStyledAsNothing) {
    EXPECT_EQ(styled("", Style::bold, true), "");
}

}  // namespace
}  // namespace sparkify
