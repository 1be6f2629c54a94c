#include "pipeline/analytics.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"
#include "base/nearest_name.h"

namespace sparkify {
namespace {

/// Numbers in columns of these names are counts; others (years, keys) are written without commas.
constexpr std::array<std::string_view, 5> kCounts{"row_count", "plays", "users", "listeners",
                                                  "sessions"};

/// "bar plays" -> "plays"
std::string bar_column_of(const ModelFile& question) {
    constexpr std::string_view kBar = "bar ";
    const std::string_view chart = question.header_value("chart");
    return chart.starts_with(kBar) ? std::string(chart.substr(kBar.size())) : "";
}

[[noreturn]] void throw_unknown(const Model& model, const std::string& name) {
    std::vector<std::string> names;
    for (const ModelFile& question : model.analytics())
        names.push_back(question.name);
    const std::string nearest = nearest_name(name, names);
    std::string all;
    for (const std::string& known : names)
        all += (all.empty() ? "" : ", ") + known;
    throw Error(ErrorCode::usage,
                {fmt::format("there is no question \"{}\"", name), "", "",
                 nearest.empty() ? "the questions are " + all : "did you mean " + nearest + "?"});
}

}  // namespace

std::vector<ModelFile> choose_questions(const Model& model, const std::vector<std::string>& names) {
    if (names.empty()) return model.analytics();
    std::vector<ModelFile> chosen;
    for (const std::string& name : names) {
        const auto question = std::ranges::find(model.analytics(), name, &ModelFile::name);
        if (question == model.analytics().end()) throw_unknown(model, name);
        chosen.push_back(*question);
    }
    return chosen;
}

Answer answer_question(Warehouse& warehouse, const ModelFile& question) {
    Answer answer;
    answer.name = question.name;
    answer.title = question.header_value("title");
    if (answer.title.empty()) answer.title = question.name;
    answer.bar_column = bar_column_of(question);
    for (const std::string& statement : statements_of(question.text, warehouse.dialect()))
        answer.table = warehouse.query(statement);
    for (std::size_t column = 0; column < answer.table.columns.size(); ++column)
        if (std::ranges::find(kCounts, answer.table.columns[column].name) != kCounts.end())
            answer.count_columns.push_back(column);
    return answer;
}

}  // namespace sparkify
