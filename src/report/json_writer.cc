#include "report/json_writer.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace sparkify {
namespace {

std::string json_string(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool is_in_quotes(const Value& value) {
    return std::holds_alternative<std::string>(value) || std::holds_alternative<Timestamp>(value) ||
           std::holds_alternative<Date>(value);
}

std::string json_text(const Value& value) {
    const auto* const number = std::get_if<double>(&value);
    const bool is_no_number = number != nullptr && !std::isfinite(*number);
    if (is_null(value) || is_no_number) return "null";
    return is_in_quotes(value) ? json_string(to_text(value)) : to_text(value);
}

std::string unused_name(const std::vector<std::string>& used, const std::string& wanted) {
    std::string name = wanted;
    for (int number = 2; std::find(used.begin(), used.end(), name) != used.end(); ++number) {
        name = fmt::format("{}_{}", wanted, number);
    }
    return name;
}

}  // namespace

JsonWriter::JsonWriter(TextSink sink) : sink_{std::move(sink)} {}

void JsonWriter::begin(std::span<const ResultColumn> columns) {
    std::vector<std::string> names;
    for (const ResultColumn& column : columns) {
        names.push_back(unused_name(names, column.name));
        keys_.push_back(json_string(names.back()) + ": ");
    }
    sink_("[");
}

void JsonWriter::row(std::span<const Value> values) {
    assert(values.size() == keys_.size());
    line_ = has_rows_ ? ",\n  {" : "\n  {";
    for (std::size_t index = 0; index < values.size(); ++index) {
        if (index > 0) line_ += ", ";
        line_ += keys_[index];
        line_ += json_text(values[index]);
    }
    line_ += '}';
    has_rows_ = true;
    sink_(line_);
}

void JsonWriter::end() {
    sink_(has_rows_ ? "\n]\n" : "]\n");
}

}  // namespace sparkify
