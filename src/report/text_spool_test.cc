#include "report/text_spool.h"

#include <string>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

std::string text_of(const TextSpool& spool) {
    std::string text;
    spool.copy_to([&text](std::string_view piece) { text += piece; });
    return text;
}

TEST(TextSpool, IsEmptyAtFirst) {
    EXPECT_EQ(text_of(TextSpool()), "");
}

TEST(TextSpool, HandsOnWhatItWasGiven) {
    const TextSpool spool;
    std::string expected;
    for (int line = 0; line < 20'000; ++line) {
        const std::string text = std::to_string(line) + "\n";
        spool.sink()(text);
        expected += text;
    }
    EXPECT_EQ(text_of(spool), expected);
}

TEST(TextSpool, HandsItOnAgain) {
    const TextSpool spool;
    spool.sink()("text");
    EXPECT_EQ(text_of(spool), "text");
    EXPECT_EQ(text_of(spool), "text");
}

}  // namespace
}  // namespace sparkify
