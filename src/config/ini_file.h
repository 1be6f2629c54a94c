#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sparkify {

/// One key of an INI file.
struct IniEntry {
    std::string section;   ///< as written
    std::string key;       ///< as written
    std::string value;     ///< without blanks and quotation marks around it
    std::size_t line = 0;  ///< from 1
};

/// Whether quotation marks around a value are a part of it.
enum class QuotationMarks : std::uint8_t { taken_off, kept };

/// What to do about a dwh.cfg that cannot be understood.
constexpr std::string_view kCompareWithInit = "`sparkify init` writes a file to compare with";

/// Reads the INI dialect that dwh.cfg files are written in: [section] lines, `key = value` or
/// `key: value`, comments after `#` or `;` on lines of their own and behind sections, but not
/// behind values (a password may hold a `#`), lines that are indented continue the value above.
/// Values may stand in single or double quotation marks. Nothing is interpolated. Keys may come
/// twice.
///
/// Own code, since the libraries at hand drop line numbers or cut values at a `;`.
///
/// `place` names the file in errors, and `next_step` says what to do about them. Throws
/// Error(configuration).
[[nodiscard]] std::vector<IniEntry> parse_ini(std::string_view text, std::string_view place,
                                              std::string_view next_step = kCompareWithInit,
                                              QuotationMarks marks = QuotationMarks::taken_off);

}  // namespace sparkify
