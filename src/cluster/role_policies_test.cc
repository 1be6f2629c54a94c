#include "cluster/role_policies.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using Json = nlohmann::json;

Json statements_of(const std::vector<std::string>& places, const std::string& partition = "aws") {
    return Json::parse(read_policy(places, partition)).at("Statement");
}

TEST(ReadPolicy, LetsReadWhatBeginsWithThePlacesAndListJustThat) {
    const Json statements =
        statements_of({"s3://data/logs", "s3://data/songs", "s3://ours/staging/"});
    ASSERT_EQ(statements.size(), 3U);
    EXPECT_EQ(statements[0].at("Action"), "s3:GetObject");
    EXPECT_EQ(statements[0].at("Resource"),
              Json({"arn:aws:s3:::data/logs*", "arn:aws:s3:::data/songs*",
                    "arn:aws:s3:::ours/staging/*"}));
    EXPECT_EQ(statements[1].at("Action"), "s3:ListBucket");
    EXPECT_EQ(statements[1].at("Resource"), "arn:aws:s3:::data");
    EXPECT_EQ(statements[1].at("Condition").at("StringLike").at("s3:prefix"),
              Json({"logs*", "songs*"}));
    EXPECT_EQ(statements[2].at("Resource"), "arn:aws:s3:::ours");
}

TEST(ReadPolicy, PassesOverWhatIsNotInS3) {
    EXPECT_EQ(statements_of({"logs", "s3://data/songs"})[0].at("Resource"),
              Json({"arn:aws:s3:::data/songs*"}));
    EXPECT_EQ(read_policy({"logs", ""}, "aws"), "");
}

TEST(ReadPolicy, IsForThePartition) {
    EXPECT_EQ(statements_of({"s3://data"}, "aws-cn")[1].at("Resource"), "arn:aws-cn:s3:::data");
}

TEST(TrustPolicy, IsForRedshiftOfBothKinds) {
    const Json statement = Json::parse(trust_policy()).at("Statement").at(0);
    EXPECT_EQ(statement.at("Action"), "sts:AssumeRole");
    EXPECT_EQ(statement.at("Principal").at("Service"),
              Json({"redshift.amazonaws.com", "redshift-serverless.amazonaws.com"}));
}

}  // namespace
}  // namespace sparkify
