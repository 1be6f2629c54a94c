#include "warehouse/redshift/temporary_logins.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sparkify {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

ConnectionParameters parameters_of(const std::string& user) {
    ServerSettings server;
    server.host = "host";
    server.user = user;
    return {server, "test"};
}

class TemporaryLoginsTest : public testing::Test {
  protected:
    TemporaryLogins logins_{[this] {
                                ++asked_;
                                return TemporaryLogin{"IAM:me", Secret("secret")};
                            },
                            [this](const std::string& text) { warnings_.push_back(text); }};
    int asked_ = 0;
    std::vector<std::string> warnings_;
};

TEST_F(TemporaryLoginsTest, AreAskedForOnceForConnectionsOfTheSameHour) {
    for (int connection = 0; connection < 3; ++connection) {
        ConnectionParameters parameters = parameters_of("");
        logins_.log_in(parameters);
        EXPECT_EQ(parameters.value_of("user"), "IAM:me");
        EXPECT_TRUE(parameters.has_password());
    }
    EXPECT_EQ(asked_, 1);
    EXPECT_THAT(warnings_, IsEmpty());
}

TEST_F(TemporaryLoginsTest, AreToldOfWhereSomebodyElseWasNamed) {
    for (int connection = 0; connection < 2; ++connection) {
        ConnectionParameters parameters = parameters_of("awsuser");
        logins_.log_in(parameters);
    }
    ASSERT_EQ(warnings_.size(), 1U);
    EXPECT_THAT(warnings_[0], HasSubstr("awsuser"));
    EXPECT_THAT(warnings_[0], HasSubstr("IAM:me"));
}

}  // namespace
}  // namespace sparkify
