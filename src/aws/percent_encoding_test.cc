#include "aws/percent_encoding.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(PercentEncoding, LeavesUnreservedCharactersAlone) {
    EXPECT_EQ(percent_encoded("AZaz09-._~"), "AZaz09-._~");
}

TEST(PercentEncoding, EncodesEverythingElseWithUpperCaseDigits) {
    EXPECT_EQ(percent_encoded(" +%?#*'()"), "%20%2B%25%3F%23%2A%27%28%29");
    EXPECT_EQ(percent_encoded("\xC3\xBC"), "%C3%BC");
}

TEST(PercentEncoding, KeepsOrEncodesSlashes) {
    EXPECT_EQ(percent_encoded("a//b/", Slash::kept), "a//b/");
    EXPECT_EQ(percent_encoded("a/b"), "a%2Fb");
}

TEST(PercentEncoding, DecodesWhatItEncoded) {
    std::string every_byte;
    for (int byte = 0; byte < 256; ++byte)
        every_byte += static_cast<char>(byte);
    EXPECT_EQ(percent_decoded(percent_encoded(every_byte)), every_byte);
}

TEST(PercentEncoding, DecodesNeitherPlusNorHalfAnEscape) {
    EXPECT_EQ(percent_decoded("a+b%2bc%4%zz%"), "a+b+c%4%zz%");
}

}  // namespace
}  // namespace sparkify
