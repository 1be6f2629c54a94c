#pragma once

#include <cstddef>
#include <initializer_list>
#include <random>
#include <string>
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
    /// `blanks_tell_ids`: two ids that differ only in a blank at the end are two.
    explicit AdversarialData(unsigned seed, unsigned worlds = 1, bool blanks_tell_ids = true)
        : random_(seed), worlds_(worlds), end_of_id_(blanks_tell_ids ? " " : "_") {}

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
    std::string end_of_id_;
};

}  // namespace sparkify
