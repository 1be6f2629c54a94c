#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sparkify {

/// What a line says about a reject. Empty texts are left out.
struct RejectLine {
    std::string_view object;
    std::uint64_t line = 0;
    std::string_view column;
    std::string_view value;
    std::string_view reason;
};

/// "logs/a.json:17: ts: not a whole number: yesterday": first the place, as editors and terminals
/// know it, and last the value, of which no more than its beginning is shown.
[[nodiscard]] std::string text_of(const RejectLine& reject);

}  // namespace sparkify
