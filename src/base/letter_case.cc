#include "base/letter_case.h"

#include <algorithm>
#include <cctype>

namespace sparkify {

bool equal_without_case(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, [](unsigned char a, unsigned char b) {
        return std::toupper(a) == std::toupper(b);
    });
}

}  // namespace sparkify
