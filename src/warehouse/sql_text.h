#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ingest/column.h"

namespace sparkify {

/// 'text' as SQL writes it: a quotation mark inside is doubled. For engines in which a backslash is
/// an ordinary character (standard_conforming_strings).
[[nodiscard]] std::string quoted_text(std::string_view text);

/// The same where a session may take a backslash for the beginning of an escape: it is doubled,
/// too, if `escapes_by_backslash`.
[[nodiscard]] std::string quoted_text(std::string_view text, bool escapes_by_backslash);

/// "name" as SQL writes a name that is to be taken as it is.
[[nodiscard]] std::string quoted_name(std::string_view name);

/// "a", "b", "c": the names of columns.
[[nodiscard]] std::string quoted_names(std::span<const Column> columns);

/// "schema"."table", or the table alone if there is no schema.
[[nodiscard]] std::string quoted_table(std::string_view schema, std::string_view table);

}  // namespace sparkify
