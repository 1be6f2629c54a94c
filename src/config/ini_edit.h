#pragma once

#include <string>
#include <string_view>

namespace sparkify {

/// The text of an INI file (in the dialect of ini_file.h) in which a key has another value. Nothing
/// else changes: comments, order, blanks and line ends stay. A key that is not there is added at
/// the end of its section, and a section at the end of the file. Of a key that comes twice the
/// later one counts, and is changed.
[[nodiscard]] std::string with_value(std::string_view text, std::string_view section,
                                     std::string_view key, std::string_view value);

}  // namespace sparkify
