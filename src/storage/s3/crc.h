#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sparkify {

/// A reflected cyclic redundancy check whose register begins and ends inverted, eight bytes at a
/// time by tables ("slicing by 8"). `Word` is as wide as the check; `kPolynomial` is reflected.
template <typename Word, Word kPolynomial>
class Crc {
  public:
    void add(std::string_view bytes) noexcept {
        while (bytes.size() >= kSlice) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data(), kSlice);
            if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
            word ^= register_;
            Word next = 0;
            for (std::size_t byte = 0; byte < kSlice; ++byte)
                next ^= kTables[kSlice - 1 - byte][(word >> (8 * byte)) & 0xFFU];
            register_ = next;
            bytes.remove_prefix(kSlice);
        }
        for (const char byte : bytes) {
            const std::size_t index = static_cast<std::uint8_t>(
                static_cast<std::uint8_t>(register_) ^ static_cast<std::uint8_t>(byte));
            register_ = (register_ >> 8U) ^ kTables[0][index];
        }
    }

    [[nodiscard]] Word value() const noexcept { return static_cast<Word>(~register_); }

  private:
    static constexpr std::size_t kSlice = 8;
    using Tables = std::array<std::array<Word, 256>, kSlice>;

    static constexpr Tables make_tables() {
        Tables tables{};
        for (std::size_t index = 0; index < 256; ++index) {
            Word word = static_cast<Word>(index);
            for (int bit = 0; bit < 8; ++bit)
                word = (word & 1U) != 0 ? (word >> 1U) ^ kPolynomial : word >> 1U;
            tables[0][index] = word;
        }
        for (std::size_t slice = 1; slice < kSlice; ++slice)
            for (std::size_t index = 0; index < 256; ++index) {
                const Word before = tables[slice - 1][index];
                tables[slice][index] = (before >> 8U) ^ tables[0][before & 0xFFU];
            }
        return tables;
    }

    static constexpr Tables kTables = make_tables();
    Word register_ = static_cast<Word>(~Word{0});
};

using Crc32 = Crc<std::uint32_t, 0xEDB88320U>;                ///< IEEE 802.3
using Crc32c = Crc<std::uint32_t, 0x82F63B78U>;               ///< Castagnoli
using Crc64Nvme = Crc<std::uint64_t, 0x9A6C9329AC4BC9B5ULL>;  ///< of NVM Express

}  // namespace sparkify
