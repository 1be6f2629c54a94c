#include "report/csv_writer.h"

#include <string_view>
#include <utility>

namespace sparkify {
namespace {

bool is_blank(char letter) {
    return letter == ' ' || letter == '\t';
}

bool needs_quotes(std::string_view text) {
    if (text.empty() || is_blank(text.front()) || is_blank(text.back())) return true;
    return text.find_first_of(",\"\r\n") != std::string_view::npos;
}

void append_field(std::string& line, std::string_view text) {
    if (!needs_quotes(text)) {
        line += text;
        return;
    }
    line += '"';
    for (const char letter : text) {
        if (letter == '"') line += '"';
        line += letter;
    }
    line += '"';
}

void append_value(std::string& line, const Value& value) {
    if (is_null(value)) return;
    if (const auto* const text = std::get_if<std::string>(&value)) {
        append_field(line, *text);
    } else {
        append_field(line, to_text(value));
    }
}

}  // namespace

CsvWriter::CsvWriter(TextSink sink) : sink_{std::move(sink)} {}

void CsvWriter::header(std::span<const ResultColumn> columns) {
    line_.clear();
    for (const ResultColumn& column : columns) {
        append_field(line_, column.name);
        line_ += ',';
    }
    end_line();
}

void CsvWriter::row(std::span<const Value> values) {
    line_.clear();
    for (const Value& value : values) {
        append_value(line_, value);
        line_ += ',';
    }
    end_line();
}

// Every field has left a comma behind it; the last one becomes the line end.
void CsvWriter::end_line() {
    if (!line_.empty()) line_.pop_back();
    line_ += '\n';
    sink_(line_);
}

}  // namespace sparkify
