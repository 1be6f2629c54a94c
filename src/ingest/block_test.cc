#include "ingest/block.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(Block, KeepsItsBytesWhileItGrows) {
    Block block;
    std::string expected;
    for (int i = 0; i < 1000; ++i) {
        const std::string text(static_cast<std::size_t>(i), static_cast<char>('a' + i % 26));
        block.append(text);
        expected += text;
    }
    EXPECT_TRUE(block.bytes() == expected);
}

TEST(Block, HasRoomBehindItsBytes) {
    Block block;
    block.append("abc");
    const std::span<char> room = block.reserve(10'000);
    ASSERT_GE(room.size(), 10'000U);
    room[0] = 'd';
    block.grow(1);
    EXPECT_EQ(block.bytes(), "abcd");
}

TEST(Block, ErasesFromItsMiddle) {
    Block block;
    block.append("one two three");
    block.erase(4, 4);
    EXPECT_EQ(block.bytes(), "one three");
}

TEST(Block, EndsASegmentWithAZero) {
    Block block;
    block.append("firstREST");
    block.add_segment({nullptr, 0, 5, 1, true});
    block.append("second");
    block.add_segment({nullptr, 6, 6, 1, true});
    EXPECT_EQ(block.bytes_of(block.segments()[0]), "first");
    EXPECT_EQ(block.bytes_of(block.segments()[1]), "second");
    EXPECT_EQ(block.bytes(), std::string_view("first\0second\0", 13));
}

TEST(Block, IsEmptyOnceItIsCleared) {
    Block block;
    block.append("x");
    block.add_segment({nullptr, 0, 1, 1, true});
    block.clear();
    EXPECT_EQ(block.size(), 0U);
    EXPECT_TRUE(block.segments().empty());
}

}  // namespace
}  // namespace sparkify
