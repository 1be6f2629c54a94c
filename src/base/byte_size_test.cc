#include "base/byte_size.h"

#include <string>

#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

TEST(ByteSize, OfABareNumberIsBytes) {
    EXPECT_EQ(parse_byte_size("1000000"), 1'000'000U);
    EXPECT_EQ(parse_byte_size("0"), 0U);
    EXPECT_EQ(parse_byte_size("7b"), 7U);
}

TEST(ByteSize, KnowsDecimalUnits) {
    EXPECT_EQ(parse_byte_size("3kB"), 3'000U);
    EXPECT_EQ(parse_byte_size("512MB"), 512'000'000U);
    EXPECT_EQ(parse_byte_size("2G"), 2'000'000'000U);
    EXPECT_EQ(parse_byte_size("1tb"), 1'000'000'000'000U);
}

TEST(ByteSize, KnowsBinaryUnits) {
    EXPECT_EQ(parse_byte_size("1KiB"), 1024U);
    EXPECT_EQ(parse_byte_size("1.5GiB"), 1'610'612'736U);
    EXPECT_EQ(parse_byte_size("2TiB"), 2'199'023'255'552U);
}

TEST(ByteSize, AllowsBlanksBeforeTheUnit) {
    EXPECT_EQ(parse_byte_size(" 2 GB "), 2'000'000'000U);
}

TEST(ByteSize, RefusesWhatIsNoAmount) {
    for (const char* text :
         {"", "GB", "2XB", "-1GB", "1,5GB", "2GB2", "nan", "inf", "10000000TB", "1e400", "0x10"})
        EXPECT_THROW(static_cast<void>(parse_byte_size(text)), Error) << text;
}

TEST(ByteSize, ShowsWhatItRefuses) {
    try {
        static_cast<void>(parse_byte_size("2XB"));
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::usage);
        EXPECT_NE(error.message().what.find("2XB"), std::string::npos);
    }
}

}  // namespace
}  // namespace sparkify
