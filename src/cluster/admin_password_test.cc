#include "cluster/admin_password.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

bool is_taken(const std::string& password) {
    try {
        require_admin_password(Secret(password), "dwh.cfg, line 3");
        return true;
    } catch (const Error& error) {
        EXPECT_EQ(std::string(error.what()).find(password), std::string::npos);
        return false;
    }
}

TEST(AdminPassword, IsTakenIfRedshiftTakesIt) {
    EXPECT_TRUE(is_taken("Passw0rd"));
    EXPECT_TRUE(is_taken("aA1" + std::string(61, '!')));
    EXPECT_TRUE(is_taken("Passw0rd#$%^&*()~`"));
}

TEST(AdminPassword, IsRefusedIfRedshiftRefusesIt) {
    EXPECT_FALSE(is_taken("Passw0r"));
    EXPECT_FALSE(is_taken("aA1" + std::string(62, '!')));
    EXPECT_FALSE(is_taken("passw0rd"));
    EXPECT_FALSE(is_taken("PASSW0RD"));
    EXPECT_FALSE(is_taken("Password"));
    for (const char byte : {'\'', '"', '\\', '/', '@', ' ', '\t', '\x7f'})
        EXPECT_FALSE(is_taken(std::string("Passw0rd") + byte)) << byte;
    EXPECT_FALSE(is_taken("Passw0rd\xc3\xa4"));
}

TEST(AdminPassword, NeedNotBeThere) {
    EXPECT_NO_THROW(require_admin_password(Secret(), ""));
}

}  // namespace
}  // namespace sparkify
