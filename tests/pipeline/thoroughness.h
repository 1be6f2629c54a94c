#pragma once

#include <cstdlib>

namespace sparkify {

/// `usual`, or `thorough` where SPARKIFY_THOROUGH is set (and not to 0).
inline unsigned by_thoroughness(unsigned usual, unsigned thorough) {
    const char* set = std::getenv("SPARKIFY_THOROUGH");
    return set != nullptr && *set != '\0' && *set != '0' ? thorough : usual;
}

}  // namespace sparkify
