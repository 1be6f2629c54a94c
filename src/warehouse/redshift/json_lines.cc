#include "warehouse/redshift/json_lines.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace sparkify {
namespace {

constexpr std::int64_t kMicrosecondsPerMillisecond = 1'000;

template <typename Number>
void append_number(Number number, std::string& out) {
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
    out.append(text.data(), end);
}

bool has_to_be_escaped(char byte) {
    return static_cast<unsigned char>(byte) < 0x20 || byte == '"' || byte == '\\';
}

void append_escaped(char byte, std::string& out) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    if (byte == '"' || byte == '\\') {
        out += '\\';
        out += byte;
        return;
    }
    const auto code = static_cast<unsigned char>(byte);
    out += "\\u00";
    out += kDigits[code >> 4U];
    out += kDigits[code & 0xFU];
}

void append_text(std::string_view text, std::string& out) {
    out += '"';
    std::size_t plain = 0;
    for (std::size_t position = 0; position < text.size(); ++position) {
        if (!has_to_be_escaped(text[position])) continue;
        out.append(text, plain, position - plain);
        append_escaped(text[position], out);
        plain = position + 1;
    }
    out.append(text, plain);
    out += '"';
}

void append_value(const ColumnValues& values, std::size_t row, std::string& out) {
    switch (values.type) {
        case ColumnType::text:
            return append_text(values.texts[row], out);
        case ColumnType::integer:
        case ColumnType::bigint:
            return append_number(values.integers[row], out);
        case ColumnType::double_precision:
            return append_number(values.doubles[row], out);
        case ColumnType::timestamp:
            return append_number(values.integers[row] / kMicrosecondsPerMillisecond, out);
    }
}

}  // namespace

void append_json_lines(const RecordBatch& batch, std::span<const Column> columns,
                       std::string& lines) {
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        char before = '{';
        for (std::size_t index = 0; index < columns.size(); ++index) {
            const ColumnValues& values = batch.columns()[index];
            if (!values.has(row)) continue;
            lines += before;
            append_text(columns[index].name, lines);
            lines += ':';
            append_value(values, row, lines);
            before = ',';
        }
        if (before == '{') lines += before;
        lines += "}\n";
    }
}

}  // namespace sparkify
