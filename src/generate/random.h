#pragma once

#include <cstdint>
#include <span>

namespace sparkify {

/// A small deterministic source of random numbers: xoshiro256** seeded by SplitMix64 (Blackman and
/// Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021).
///
/// The distributions of the standard library differ among implementations, and so do the last bits
/// of floating-point functions; here all is integer arithmetic, hence the same on every machine.
class Random {
  public:
    explicit Random(std::uint64_t seed) noexcept : seed_(seed) {
        for (std::uint64_t& word : state_) {
            word = mixed(seed += kGolden);
        }
    }

    /// An independent stream. Equal seeds and numbers give equal streams, whatever was drawn so
    /// far.
    [[nodiscard]] Random stream(std::uint64_t number) const noexcept {
        return Random{mixed(seed_ ^ mixed((number + 1) * kGolden))};
    }

    std::uint64_t next() noexcept {
        const std::uint64_t result = rotated(state_[1] * 5, 7) * 9;
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = rotated(state_[3], 45);
        return result;
    }

    /// Uniform in [0, bound); 0 for bound 0.
    std::uint32_t below(std::uint32_t bound) noexcept {
        return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
    }

    /// Uniform in [low, high]; low must not exceed high.
    std::uint32_t between(std::uint32_t low, std::uint32_t high) noexcept {
        return low + below(high - low + 1);
    }

    bool chance(std::uint32_t per_mille) noexcept { return below(1000) < per_mille; }

    /// One of the items, which must not be empty.
    template <typename Item>
    const Item& pick(std::span<const Item> items) noexcept {
        return items[below(static_cast<std::uint32_t>(items.size()))];
    }

  private:
    static constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;

    static std::uint64_t mixed(std::uint64_t value) noexcept {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }

    static std::uint64_t rotated(std::uint64_t value, int bits) noexcept {
        return (value << bits) | (value >> (64 - bits));
    }

    std::uint64_t seed_;
    std::uint64_t state_[4] = {};
};

}  // namespace sparkify
