#include "ingest/path_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kRoot = PathTree::kRoot;
constexpr auto kIgnored = PathTree::kIgnored;

TEST(PathTree, LeadsFromKeysToColumns) {
    const std::vector<JsonPath> paths{{"a"}, {"b"}};
    const PathTree tree(paths);
    EXPECT_THAT(tree.node(tree.member(kRoot, "a")).columns, ElementsAre(0));
    EXPECT_THAT(tree.node(tree.member(kRoot, "b")).columns, ElementsAre(1));
}

TEST(PathTree, IgnoresWhatNoColumnAsksFor) {
    const std::vector<JsonPath> paths{{"a"}};
    const PathTree tree(paths);
    EXPECT_EQ(tree.member(kRoot, "A"), kIgnored);
    EXPECT_EQ(tree.member(kRoot, ""), kIgnored);
    EXPECT_EQ(tree.element(kRoot, 0), kIgnored);
    EXPECT_EQ(tree.member(tree.member(kRoot, "a"), "a"), kIgnored);
}

TEST(PathTree, MergesCommonBeginnings) {
    const std::vector<JsonPath> paths{{"a", "x"}, {"a", "y"}, {"a"}};
    const PathTree tree(paths);
    const auto a = tree.member(kRoot, "a");
    EXPECT_THAT(tree.node(a).columns, ElementsAre(2));
    EXPECT_THAT(tree.node(tree.member(a, "x")).columns, ElementsAre(0));
    EXPECT_THAT(tree.node(tree.member(a, "y")).columns, ElementsAre(1));
    EXPECT_EQ(tree.node(kRoot).members.size(), 1U);
}

TEST(PathTree, FillsSeveralColumnsFromOnePlace) {
    const std::vector<JsonPath> paths{{"a"}, {"b"}, {"a"}};
    const PathTree tree(paths);
    EXPECT_THAT(tree.node(tree.member(kRoot, "a")).columns, ElementsAre(0, 2));
}

TEST(PathTree, TellsIndexesFromKeys) {
    const std::vector<JsonPath> paths{{"a", std::size_t{1}}, {"a", "1"}};
    const PathTree tree(paths);
    const auto a = tree.member(kRoot, "a");
    EXPECT_THAT(tree.node(tree.element(a, 1)).columns, ElementsAre(0));
    EXPECT_THAT(tree.node(tree.member(a, "1")).columns, ElementsAre(1));
    EXPECT_EQ(tree.element(a, 0), kIgnored);
}

TEST(PathTree, HasNoColumnsWithoutPaths) {
    const PathTree tree({});
    EXPECT_THAT(tree.node(kRoot).columns, IsEmpty());
    EXPECT_EQ(tree.member(kRoot, "a"), kIgnored);
}

}  // namespace
}  // namespace sparkify
