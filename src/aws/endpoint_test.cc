#include "aws/endpoint.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

TEST(Endpoint, IsASchemeAHostAndPerhapsAPort) {
    for (const char* url : {"https://s3.example.com", "http://localhost:9000", "http://127.0.0.1:1",
                            "https://[::1]", "https://[::1]:65535"})
        EXPECT_EQ(checked_endpoint(url, "a test"), url);
    EXPECT_EQ(checked_endpoint("", "a test"), "");
}

TEST(Endpoint, LosesSlashesAtItsEnd) {
    EXPECT_EQ(checked_endpoint("https://s3.local:9000//", "a test"), "https://s3.local:9000");
}

TEST(Endpoint, IsNothingElse) {
    for (const char* url :
         {"localhost:9000", "ftp://host", "htp://host", "http://", "https:///", "http://:80",
          "http://host:", "http://host:0", "http://host:99999", "http://host:9x",
          "http://host/bucket", "http://host?x=1", "http://host#x"})
        EXPECT_THROW(static_cast<void>(checked_endpoint(url, "a test")), Error) << url;
}

TEST(Endpoint, DoesNotShowAPassword) {
    try {
        static_cast<void>(checked_endpoint("https://user:planted@host", "--endpoint-url"));
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(std::string(error.what()).find("planted"), std::string::npos);
    }
}

TEST(Region, HasLettersDigitsAndHyphens) {
    EXPECT_NO_THROW(require_region_name("us-gov-west-1", "a test"));
    EXPECT_THROW(require_region_name("us east", "a test"), Error);
    EXPECT_THROW(require_region_name("us-west-2 ; region", "a test"), Error);
}

TEST(Domain, IsThatOfThePartition) {
    EXPECT_EQ(domain_of("eu-west-1"), "amazonaws.com");
    EXPECT_EQ(domain_of("cn-north-1"), "amazonaws.com.cn");
    EXPECT_EQ(domain_of("us-isob-east-1"), "sc2s.sgov.gov");
    EXPECT_EQ(partition_of("eu-west-1"), "aws");
    EXPECT_EQ(partition_of("us-gov-west-1"), "aws-us-gov");
}

}  // namespace
}  // namespace sparkify
