#include "storage/s3/checksum.h"

#include <gtest/gtest.h>

#include "storage/s3/crc.h"

namespace sparkify {
namespace {

/// What catalogues of such checks give as their example.
constexpr std::string_view kNine = "123456789";

template <typename Algorithm>
auto crc_of(std::string_view bytes) {
    Algorithm crc;
    crc.add(bytes);
    return crc.value();
}

TEST(Crc, HasTheCheckValuesThatArePublished) {
    EXPECT_EQ(crc_of<Crc32>(kNine), 0xCBF43926U);
    EXPECT_EQ(crc_of<Crc32c>(kNine), 0xE3069283U);
    EXPECT_EQ(crc_of<Crc64Nvme>(kNine), 0xAE8B14860A799888ULL);
}

TEST(Crc, DoesNotDependOnHowTheBytesArePortioned) {
    std::string bytes;
    for (int byte = 0; byte < 1000; ++byte)
        bytes += static_cast<char>(byte * 7);
    const auto whole = crc_of<Crc64Nvme>(bytes);
    for (std::size_t portion = 1; portion < 40; ++portion) {
        Crc64Nvme crc;
        for (std::size_t at = 0; at < bytes.size(); at += portion)
            crc.add(std::string_view(bytes).substr(at, portion));
        EXPECT_EQ(crc.value(), whole) << portion;
    }
}

std::string text_of(std::string_view algorithm) {
    const auto checksum = make_checksum(algorithm);
    checksum->add(kNine.substr(0, 4));
    checksum->add(kNine.substr(4));
    return checksum->text();
}

TEST(Checksum, IsWrittenAsS3WritesIt) {
    EXPECT_EQ(text_of("crc32"), "y/Q5Jg==");
    EXPECT_EQ(text_of("crc32c"), "4waSgw==");
    EXPECT_EQ(text_of("crc64nvme"), "rosUhgp5mIg=");
    EXPECT_EQ(text_of("sha1"), "98O8HYCOBHMq32eZZczDTKeuNEE=");
    EXPECT_EQ(text_of("sha256"), "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=");
}

TEST(Checksum, IsUnknownForOtherAlgorithms) {
    EXPECT_EQ(make_checksum("md5"), nullptr);
}

TEST(StatedChecksum, IsTakenFromTheHeaders) {
    const auto stated = stated_checksum({200, {{"X-Amz-Checksum-CRC64NVME", "rosUhgp5mIg="}}, ""});
    ASSERT_TRUE(stated);
    EXPECT_EQ(stated->algorithm, "crc64nvme");
    EXPECT_EQ(stated->text, "rosUhgp5mIg=");
}

TEST(StatedChecksum, IsNotThatOfThePartsOfAnUpload) {
    EXPECT_FALSE(stated_checksum({200, {{"x-amz-checksum-crc32", "y/Q5Jg==-3"}}, ""}));
    EXPECT_FALSE(stated_checksum(
        {200, {{"x-amz-checksum-crc32", "y/Q5Jg=="}, {"x-amz-checksum-type", "COMPOSITE"}}, ""}));
    EXPECT_FALSE(stated_checksum({200, {}, ""}));
}

}  // namespace
}  // namespace sparkify
