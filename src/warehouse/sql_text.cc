#include "warehouse/sql_text.h"

namespace sparkify {
namespace {

std::string quoted(std::string_view text, char mark) {
    std::string quoted(1, mark);
    for (const char byte : text)
        quoted.append(byte == mark ? 2 : 1, byte);
    return quoted + mark;
}

}  // namespace

std::string quoted_text(std::string_view text) {
    return quoted(text, '\'');
}

std::string quoted_text(std::string_view text, bool escapes_by_backslash) {
    if (!escapes_by_backslash) return quoted_text(text);
    std::string doubled;
    doubled.reserve(text.size());
    for (const char byte : text)
        doubled.append(byte == '\\' ? 2 : 1, byte);
    return quoted_text(doubled);
}

std::string quoted_name(std::string_view name) {
    return quoted(name, '"');
}

std::string quoted_names(std::span<const Column> columns) {
    std::string names;
    for (const Column& column : columns)
        names += (names.empty() ? "" : ", ") + quoted_name(column.name);
    return names;
}

std::string quoted_table(std::string_view schema, std::string_view table) {
    return schema.empty() ? quoted_name(table) : quoted_name(schema) + '.' + quoted_name(table);
}

}  // namespace sparkify
