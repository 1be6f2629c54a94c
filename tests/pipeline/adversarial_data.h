#pragma once

#include <cstddef>
#include <initializer_list>
#include <random>
#include <vector>

#include "oracle/staging_rows.h"

namespace sparkify {

/// Invents rows out of so few values that nearly everything coincides: the same play key, the same
/// song_id, the same titles again and again, with NULL wherever NULL may be.
///
/// A whole run costs a tenth of a second, however small. So rows can be invented for several worlds
/// at once, which share neither times nor songs nor users (but users -1 and 0): each is a tiny run.
class AdversarialData {
  public:
    explicit AdversarialData(unsigned seed, unsigned worlds = 1) : random_(seed), worlds_(worlds) {}

    [[nodiscard]] unsigned below(unsigned limit) {
        return static_cast<unsigned>(random_() % limit);
    }
    [[nodiscard]] bool one_in(unsigned count) { return below(count) == 0; }

    /// Any number of rows for each world, up to `most`.
    [[nodiscard]] std::vector<oracle::StagingEvent> events(unsigned most);
    [[nodiscard]] std::vector<oracle::StagingSong> songs(unsigned most);

  private:
    oracle::StagingEvent event(unsigned world);
    oracle::StagingSong song(unsigned world);

    template <class T>
    T one_of(std::initializer_list<T> values) {
        return values.begin()[below(static_cast<unsigned>(values.size()))];
    }

    std::mt19937 random_;
    unsigned worlds_;
};

}  // namespace sparkify
