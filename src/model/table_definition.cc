#include "model/table_definition.h"

#include <cctype>
#include <charconv>
#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "model/sql_script.h"

namespace sparkify {
namespace {

constexpr const char* kTypes =
    "VARCHAR(n), INTEGER, BIGINT, DOUBLE PRECISION and TIMESTAMP can be loaded";

[[noreturn]] void throw_not_understood(std::string_view what, std::string_view place) {
    throw Error(ErrorCode::configuration,
                {fmt::format("cannot understand {}", what), std::string(place), "", kTypes});
}

/// Lower case, with every run of blanks made one blank.
std::string normalised(std::string_view text) {
    std::string result;
    for (const char byte : text) {
        const auto letter = static_cast<unsigned char>(byte);
        if (std::isspace(letter) == 0)
            result += static_cast<char>(std::tolower(letter));
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    if (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

/// What stands between the outermost parentheses, cut at its outermost commas.
std::vector<std::string> column_texts(std::string_view statement) {
    std::vector<std::string> texts(1);
    int depth = 0;
    for (const char byte : statement.substr(std::min(statement.find('('), statement.size()))) {
        if (byte == ')' && --depth == 0) break;
        if (depth == 1 && byte == ',')
            texts.emplace_back();
        else if (depth > 0)
            texts.back() += byte;
        if (byte == '(') ++depth;
    }
    return texts;
}

std::uint32_t length_in(std::string_view type, std::string_view place) {
    const std::size_t begin = std::string_view("varchar(").size();
    std::uint32_t length = 0;
    const auto result = std::from_chars(type.data() + begin, type.data() + type.size(), length);
    if (result.ec != std::errc() || length == 0) throw_not_understood(type, place);
    return length;
}

Column column_of(std::string_view text, std::string_view place) {
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos) throw_not_understood(text, place);
    const std::string_view type = text.substr(blank + 1);
    Column column;
    column.name = text.substr(0, blank);
    column.required = type.find("not null") != std::string_view::npos;
    if (type.starts_with("varchar("))
        column.max_bytes = length_in(type, place);
    else if (type.starts_with("integer"))
        column.type = ColumnType::integer;
    else if (type.starts_with("bigint"))
        column.type = ColumnType::bigint;
    else if (type.starts_with("double precision"))
        column.type = ColumnType::double_precision;
    else if (type.starts_with("timestamp"))
        column.type = ColumnType::timestamp;
    else
        throw_not_understood(text, place);
    return column;
}

}  // namespace

std::vector<Column> columns_in(std::string_view create_table, std::string_view place) {
    const std::vector<std::string> statements = statements_of(create_table, Dialect::duckdb);
    if (statements.size() != 1) throw_not_understood("a file without exactly one statement", place);
    std::vector<Column> columns;
    for (const std::string& text : column_texts(statements.front()))
        columns.push_back(column_of(normalised(text), place));
    return columns;
}

}  // namespace sparkify
