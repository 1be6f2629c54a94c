#include "ingest/text_arena.h"

#include <cstring>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

std::string_view keep(TextArena& arena, std::string_view text) {
    char* place = arena.reserve(text.size());
    std::memcpy(place, text.data(), text.size());
    arena.keep(text.size());
    return {place, text.size()};
}

TEST(TextArena, KeepsTextsInTheirPlaces) {
    TextArena arena;
    std::vector<std::string_view> texts;
    for (int i = 0; i < 300'000; ++i)
        texts.push_back(keep(arena, i % 2 == 0 ? "even and long" : "odd"));
    for (std::size_t i = 0; i < texts.size(); ++i)
        ASSERT_EQ(texts[i], i % 2 == 0 ? "even and long" : "odd") << i;
}

TEST(TextArena, HasRoomForATextOfAnySize) {
    TextArena arena;
    const std::string_view small = keep(arena, "small");
    const std::string large(5'000'000, 'x');
    EXPECT_EQ(keep(arena, large), large);
    EXPECT_EQ(small, "small");
}

TEST(TextArena, TakesBackWhatIsNotKept) {
    TextArena arena;
    const char* first = arena.reserve(100);
    EXPECT_EQ(arena.reserve(100), first);
}

TEST(TextArena, IsUsableAfterClearing) {
    TextArena arena;
    for (const std::size_t size : {10U, 3'000'000U, 2'000'000U, 10U}) {
        const std::string text(size, 'y');
        EXPECT_EQ(keep(arena, text), text);
        EXPECT_EQ(keep(arena, "more"), "more");
        arena.clear();
    }
}

}  // namespace
}  // namespace sparkify
