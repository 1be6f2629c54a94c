#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ingest/column.h"

namespace sparkify {

/// One step of a path into a record: a key of an object, or an index of an array (from 0).
using JsonPathStep = std::variant<std::string, std::size_t>;

/// Where the value of one column stands in a record. Never empty.
using JsonPath = std::vector<JsonPathStep>;

/// Reads a JSONPaths file, as Redshift's COPY defines it: one object with the key "jsonpaths",
/// which holds one path per column, in the columns' order. A path is in bracket notation
/// ($['a']['b'][0]) or in dot notation ($.a.b[0]); the two are not mixed within a path, and there
/// are no wildcards.
///
/// `place` names the file in errors. Throws Error(configuration) if it is not such a file or does
/// not hold exactly `column_count` paths. Unlike COPY, which then falls back to matching by name
/// and loads NULLs, a file without the key is an error.
[[nodiscard]] std::vector<JsonPath> parse_json_paths(std::string_view text, std::string_view place,
                                                     std::size_t column_count);

/// A JSONPaths file that says the same, in bracket notation.
[[nodiscard]] std::string json_paths_text(std::span<const JsonPath> paths);

/// The paths of COPY's 'auto': each column stands under its own name, compared by bytes.
[[nodiscard]] std::vector<JsonPath> json_paths_by_name(std::span<const Column> columns);

}  // namespace sparkify
