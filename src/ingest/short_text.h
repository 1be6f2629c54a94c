#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sparkify {

/// Questions about texts of a few bytes that are asked for every value of every record. They are
/// answered word by word in place: a call of memcmp or memchr would take longer than the answer.

[[nodiscard]] inline std::uint64_t eight_bytes_at(const char* text) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

/// Whether two texts are equal, byte by byte.
[[nodiscard]] inline bool same_text(std::string_view left, std::string_view right) {
    const std::size_t size = left.size();
    if (size != right.size()) return false;
    if (size < 8) {
        for (std::size_t position = 0; position < size; ++position)
            if (left[position] != right[position]) return false;
        return true;
    }
    for (std::size_t position = 0; position + 8 < size; position += 8)
        if (eight_bytes_at(left.data() + position) != eight_bytes_at(right.data() + position))
            return false;
    return eight_bytes_at(left.data() + size - 8) == eight_bytes_at(right.data() + size - 8);
}

/// Whether a text holds a backslash.
[[nodiscard]] inline bool has_backslash(std::string_view text) {
    constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
    constexpr std::uint64_t kTops = kOnes << 7;
    // A byte of `zeros` that is zero is the only kind whose top bit survives this.
    const auto found_in = [](std::uint64_t bytes) {
        const std::uint64_t zeros = bytes ^ (kOnes * static_cast<unsigned char>('\\'));
        return ((zeros - kOnes) & ~zeros & kTops) != 0;
    };
    const std::size_t size = text.size();
    if (size < 8) return std::ranges::any_of(text, [](char byte) { return byte == '\\'; });
    for (std::size_t position = 0; position + 8 < size; position += 8)
        if (found_in(eight_bytes_at(text.data() + position))) return true;
    return found_in(eight_bytes_at(text.data() + size - 8));
}

}  // namespace sparkify
