#include "ingest/structural_index.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::uint32_t> tokens_of(const StructuralIndex& index) {
    std::vector<std::uint32_t> offsets;
    for (std::size_t token = 0; token < index.size(); ++token)
        offsets.push_back(index.offset(token));
    return offsets;
}

TEST(StructuralIndex, KnowsWhereTokensBegin) {
    StructuralIndex index;
    ASSERT_TRUE(index.build(R"({"a" : [12, true]})"));
    EXPECT_THAT(tokens_of(index), ElementsAre(0, 1, 5, 7, 8, 10, 12, 16, 17));
}

TEST(StructuralIndex, SeesNoTokensInsideTexts) {
    StructuralIndex index;
    ASSERT_TRUE(index.build(R"("{\"[,:]}")"));
    EXPECT_THAT(tokens_of(index), ElementsAre(0));
}

TEST(StructuralIndex, EndsWithTheLengthOfTheText) {
    StructuralIndex index;
    ASSERT_TRUE(index.build("{} "));
    EXPECT_EQ(index.offset(index.size()), 3U);
    EXPECT_EQ(index.offset(index.size() + 1), 3U);
}

TEST(StructuralIndex, IsEmptyForBlanks) {
    StructuralIndex index;
    ASSERT_TRUE(index.build(" \n\t\r "));
    EXPECT_THAT(tokens_of(index), IsEmpty());
    EXPECT_EQ(index.offset(0), 5U);
    EXPECT_EQ(index.token_from(0), 0U);
}

TEST(StructuralIndex, IsEmptyForNothing) {
    StructuralIndex index;
    ASSERT_TRUE(index.build(""));
    EXPECT_THAT(tokens_of(index), IsEmpty());
    EXPECT_EQ(index.offset(0), 0U);
}

TEST(StructuralIndex, FindsTheTokenAtAnOffsetOrBehindIt) {
    StructuralIndex index;
    ASSERT_TRUE(index.build("{}  {}"));
    EXPECT_EQ(index.token_from(0), 0U);
    EXPECT_EQ(index.token_from(1), 1U);
    EXPECT_EQ(index.token_from(2), 2U);
    EXPECT_EQ(index.token_from(4), 2U);
    EXPECT_EQ(index.token_from(6), 4U);
}

TEST(StructuralIndex, RefusesWhatIsNotUtf8) {
    StructuralIndex index;
    EXPECT_FALSE(index.build("{\"a\":\"\xFF\"}"));
    EXPECT_FALSE(index.build("{\"a\":\"\xED\xA0\x80\"}"));
}

TEST(StructuralIndex, RefusesAControlCharacterInAText) {
    StructuralIndex index;
    EXPECT_FALSE(index.build("{\"a\":\"\n\"}"));
    EXPECT_FALSE(index.build("{\"a\":\"\x01\"}"));
}

TEST(StructuralIndex, RefusesATextThatIsNotClosed) {
    StructuralIndex index;
    EXPECT_FALSE(index.build("{\"a"));
}

TEST(StructuralIndex, IsEmptyAfterARefusal) {
    StructuralIndex index;
    ASSERT_TRUE(index.build("{}"));
    ASSERT_FALSE(index.build("{\"a"));
    EXPECT_EQ(index.size(), 0U);
}

TEST(StructuralIndex, GrowsWithTheText) {
    StructuralIndex index;
    ASSERT_TRUE(index.build("{}"));
    std::string large;
    for (int i = 0; i < 100'000; ++i)
        large += "{}\n";
    ASSERT_TRUE(index.build(large));
    EXPECT_EQ(index.size(), 200'000U);
    ASSERT_TRUE(index.build("{}"));
    EXPECT_EQ(index.size(), 2U);
}

}  // namespace
}  // namespace sparkify
