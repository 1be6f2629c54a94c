#include "storage/s3/s3_requests.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

S3Requests requests_with(AwsSettings settings) {
    settings.sign = false;
    return S3Requests(std::make_shared<AwsAccess>(
        std::move(settings), [](std::string_view) { return std::nullopt; }, std::stop_token(),
        [](const std::string&) {}));
}

std::string url_of(const AwsSettings& settings, const S3Location& object) {
    S3Requests requests = requests_with(settings);
    return requests.get(object, "", std::nullopt).http.url();
}

AwsSettings in_region(std::string region) {
    AwsSettings settings;
    settings.region = std::move(region);
    return settings;
}

TEST(S3Requests, NameTheBucketInTheHost) {
    EXPECT_EQ(url_of(in_region("eu-west-1"), {"bucket", "a b/\xC3\xBC+"}),
              "https://bucket.s3.eu-west-1.amazonaws.com/a%20b/%C3%BC%2B");
    EXPECT_EQ(url_of({}, {"bucket", "key"}), "https://bucket.s3.us-east-1.amazonaws.com/key");
    EXPECT_EQ(url_of(in_region("cn-north-1"), {"bucket", "key"}),
              "https://bucket.s3.cn-north-1.amazonaws.com.cn/key");
}

TEST(S3Requests, NameTheBucketInThePathWhereAHostCannot) {
    EXPECT_EQ(url_of(in_region("eu-west-1"), {"my.bucket", "key"}),
              "https://s3.eu-west-1.amazonaws.com/my.bucket/key");
    EXPECT_EQ(url_of(in_region("us-east-1"), {"Old_Bucket", "key"}),
              "https://s3.us-east-1.amazonaws.com/Old_Bucket/key");
    const std::string long_name(64, 'b');
    EXPECT_EQ(url_of(in_region("us-east-1"), {long_name, "key"}),
              "https://s3.us-east-1.amazonaws.com/" + long_name + "/key");
}

TEST(S3Requests, NameTheBucketInThePathOfACustomEndpoint) {
    AwsSettings settings;
    settings.endpoints[AwsService::s3].url = "http://localhost:9000/";
    EXPECT_EQ(url_of(settings, {"bucket", "key"}), "http://localhost:9000/bucket/key");
}

TEST(S3Requests, AskForAPageOfAListing) {
    S3Requests requests = requests_with(in_region("eu-west-1"));
    EXPECT_EQ(requests.list({"bucket", "log data/"}, "a/b").http.url(),
              "https://bucket.s3.eu-west-1.amazonaws.com/?list-type=2&encoding-type=url&"
              "prefix=log%20data%2F&continuation-token=a%2Fb");
}

TEST(S3Requests, FollowABucketToItsRegion) {
    S3Requests requests = requests_with(in_region("us-east-1"));
    const S3Request refused = requests.head({"bucket", "key"}, "");
    const S3Request refused_too = requests.head({"bucket", "key"}, "");
    EXPECT_TRUE(requests.learn_region(refused, "eu-west-1"));
    EXPECT_TRUE(requests.learn_region(refused_too, "eu-west-1")) << "it was in flight";
    const S3Request again = requests.head({"bucket", "key"}, "");
    EXPECT_EQ(again.http.origin, "https://bucket.s3.eu-west-1.amazonaws.com");
    EXPECT_FALSE(requests.learn_region(again, "eu-west-1")) << "nothing is new";
    EXPECT_EQ(requests.head({"other", "key"}, "").region, "us-east-1");
}

TEST(S3Requests, DoNotFollowABucketForEver) {
    S3Requests requests = requests_with(in_region("us-east-1"));
    int moves = 0;
    while (moves < 100 && requests.learn_region(requests.head({"bucket", "key"}, ""),
                                                "region-" + std::to_string(moves)))
        ++moves;
    EXPECT_LT(moves, 10);
}

}  // namespace
}  // namespace sparkify
