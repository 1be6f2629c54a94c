#pragma once

#include <string_view>

namespace sparkify {

/// Whether Redshift keeps a word for its SQL, so that neither a database nor a user can be called
/// that without quotation marks (Database Developer Guide, "Reserved words"). `word`: in small
/// letters.
[[nodiscard]] bool is_reserved_word(std::string_view word);

}  // namespace sparkify
