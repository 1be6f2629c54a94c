#include "cli/result_json.h"

#include <nlohmann/json.hpp>

#include "report/json_writer.h"

namespace sparkify {

nlohmann::ordered_json result_json(const ResultTable& table) {
    std::string text;
    JsonWriter writer([&text](std::string_view piece) { text += piece; });
    writer.begin(table.columns);
    for (const std::vector<Value>& row : table.rows)
        writer.row(row);
    writer.end();
    return nlohmann::ordered_json::parse(text);
}

std::string json_text(const nlohmann::ordered_json& document) {
    return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace sparkify
