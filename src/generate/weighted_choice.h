#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "generate/random.h"

namespace sparkify {

/// Draws indexes with given weights, in logarithmic time.
class WeightedChoice {
  public:
    /// One weight per index; at least one must be positive for the choice to be drawn from.
    explicit WeightedChoice(std::vector<std::uint64_t> weights) : sums_(std::move(weights)) {
        std::uint64_t sum = 0;
        for (std::uint64_t& weight : sums_) {
            weight = sum += weight;
        }
    }

    /// Zipf's law: the index i is drawn with a weight of 1 / (i + 1 + flatness). A positive
    /// flatness keeps the first few from dominating.
    static WeightedChoice zipf(std::size_t count, std::uint64_t flatness) {
        std::vector<std::uint64_t> weights(count);
        for (std::size_t i = 0; i < count; ++i) {
            weights[i] = (std::uint64_t{1} << 32) / (i + 1 + flatness);
        }
        return WeightedChoice{std::move(weights)};
    }

    [[nodiscard]] std::size_t draw(Random& random) const {
        const std::uint64_t point = random.next() % sums_.back();
        const auto found = std::upper_bound(sums_.begin(), sums_.end(), point);
        return static_cast<std::size_t>(found - sums_.begin());
    }

  private:
    std::vector<std::uint64_t> sums_;
};

}  // namespace sparkify
