#include "ingest/short_text.h"

#include <string>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

constexpr std::size_t kLongest = 40;

std::string letters(std::size_t size) {
    std::string text;
    for (std::size_t position = 0; position < size; ++position)
        text += static_cast<char>('a' + position % 26);
    return text;
}

TEST(ShortTextTest, FindsTextsOfAnyLengthEqual) {
    for (std::size_t size = 0; size <= kLongest; ++size)
        EXPECT_TRUE(same_text(letters(size), letters(size))) << size;
}

TEST(ShortTextTest, TellsTextsThatDifferInAnyByteApart) {
    for (std::size_t size = 1; size <= kLongest; ++size)
        for (std::size_t position = 0; position < size; ++position) {
            std::string other = letters(size);
            other[position] = '\xFF';
            EXPECT_FALSE(same_text(letters(size), other)) << size << " " << position;
        }
}

TEST(ShortTextTest, TellsTextsOfDifferentLengthsApart) {
    for (std::size_t size = 0; size < kLongest; ++size)
        EXPECT_FALSE(same_text(letters(size), letters(size + 1))) << size;
}

TEST(ShortTextTest, FindsABackslashAtAnyPlace) {
    for (std::size_t size = 1; size <= kLongest; ++size)
        for (std::size_t position = 0; position < size; ++position) {
            std::string text = letters(size);
            text[position] = '\\';
            EXPECT_TRUE(has_backslash(text)) << size << " " << position;
        }
}

TEST(ShortTextTest, FindsNoBackslashInAnyOtherByte) {
    for (int byte = 0; byte < 256; ++byte) {
        if (byte == '\\') continue;
        for (const std::size_t size : {1U, 7U, 8U, 9U, 16U, 23U})
            EXPECT_FALSE(has_backslash(std::string(size, static_cast<char>(byte)))) << byte;
    }
}

TEST(ShortTextTest, LooksOnlyAtTheTextItself) {
    const std::string text = "0123456789\\";
    EXPECT_FALSE(has_backslash(std::string_view(text).substr(0, 10)));
    EXPECT_FALSE(has_backslash(std::string_view(text).substr(0, 3)));
}

}  // namespace
}  // namespace sparkify
