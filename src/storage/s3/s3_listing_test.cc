#include "storage/s3/s3_listing.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

constexpr std::string_view kPage = R"(<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>
<EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>
<NextContinuationToken>1/+==</NextContinuationToken>
<Contents><Key>logs/</Key><Size>0</Size><ETag>"d41d"</ETag></Contents>
<Contents><Key>logs/a+b%2Bc%25%C3%BC.json</Key><Size>12</Size><ETag>&quot;0a-2&quot;</ETag></Contents>
</ListBucketResult>)";

TEST(S3Page, HasTheObjectsThatHoldSomething) {
    const S3Page page = parse_s3_page(kPage, "b");
    ASSERT_EQ(page.objects.size(), 1U);
    EXPECT_EQ(page.objects[0].key, "s3://b/logs/a b+c%\xC3\xBC.json");
    EXPECT_EQ(page.objects[0].size, 12U);
    EXPECT_EQ(page.objects[0].version, "0a-2");
    EXPECT_EQ(page.next_token, "1/+==");
}

TEST(S3Page, TakesKeysAsTheyAreIfTheStoreDidNotEncodeThem) {
    const S3Page page = parse_s3_page(
        "<ListBucketResult><Contents><Key>a+b%20</Key><Size>1</Size></Contents></ListBucketResult>",
        "b");
    EXPECT_EQ(page.objects.at(0).key, "s3://b/a+b%20");
}

TEST(S3Page, IsTheLastWithoutAToken) {
    EXPECT_EQ(
        parse_s3_page("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>", "b")
            .next_token,
        "");
}

TEST(S3Page, IsNothingElse) {
    for (const char* text :
         {"", "<html></html>", "{}", "<ListBucketResult>",
          "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
          "<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>"})
        EXPECT_THROW(static_cast<void>(parse_s3_page(text, "b")), Error) << text;
}

}  // namespace
}  // namespace sparkify
