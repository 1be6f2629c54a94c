#include "base/nearest_name.h"

#include <vector>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

const std::vector<std::string> kCommands{"analytics", "check", "create-tables", "etl", "init"};

TEST(NearestName, ForgivesOneLetterMissing) {
    EXPECT_EQ(nearest_name("chek", kCommands), "check");
}

TEST(NearestName, ForgivesOneLetterTooMany) {
    EXPECT_EQ(nearest_name("iniit", kCommands), "init");
}

TEST(NearestName, ForgivesOneLetterReplaced) {
    EXPECT_EQ(nearest_name("chack", kCommands), "check");
}

TEST(NearestName, CountsSwappedNeighboursAsOneEdit) {
    EXPECT_EQ(nearest_name("elt", kCommands), "etl");
}

TEST(NearestName, AllowsMoreEditsInLongNames) {
    EXPECT_EQ(nearest_name("creat_tabels", kCommands), "create-tables");
}

TEST(NearestName, ComparesLettersWithoutCase) {
    EXPECT_EQ(nearest_name("ANALITICS", kCommands), "analytics");
}

TEST(NearestName, PrefersTheNearest) {
    EXPECT_EQ(nearest_name("cart", std::vector<std::string>{"dart", "car", "cart", "part"}),
              "cart");
}

TEST(NearestName, IsEmptyIfNoneIsNear) {
    EXPECT_EQ(nearest_name("frobnicate", kCommands), "");
    EXPECT_EQ(nearest_name("abc", kCommands), "");
}

TEST(NearestName, IsEmptyWithoutNames) {
    EXPECT_EQ(nearest_name("etl", {}), "");
}

}  // namespace
}  // namespace sparkify
