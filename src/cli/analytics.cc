#include "pipeline/analytics.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/result_json.h"
#include "model/model.h"
#include "pipeline/schema.h"
#include "report/text_table.h"
#include "warehouse/warehouse.h"

namespace sparkify {
namespace {

struct AnalyticsOptions {
    std::vector<std::string> questions;
    bool list = false;
};

std::string list_of(const std::vector<ModelFile>& questions, const Session& session) {
    ResultTable table;
    table.columns = {{"question", false}, {"title", false}};
    for (const ModelFile& question : questions)
        table.rows.push_back({question.name, std::string(question.header_value("title"))});
    return session.json() ? json_text(result_json(table))
                          : text_table(table, {}, session.terminal());
}

std::string human(const Answer& answer, const Terminal& terminal) {
    TextTableOptions options;
    options.title = answer.title;
    for (std::size_t column = 0; column < answer.table.columns.size(); ++column) {
        if (answer.table.columns[column].name == answer.bar_column) options.bar_column = column;
    }
    options.thousands_columns = answer.count_columns;
    return text_table(answer.table, options, terminal);
}

nlohmann::ordered_json json(const Answer& answer) {
    return {
        {"question", answer.name}, {"title", answer.title}, {"rows", result_json(answer.table)}};
}

ExitCode run(Session& session, const AnalyticsOptions& options) {
    const Model model = session.model();
    const std::vector<ModelFile> questions = choose_questions(model, options.questions);
    if (options.list) {
        Session::print(list_of(questions, session));
        return ExitCode::done;
    }
    const auto warehouse = session.open_warehouse_to_read();
    require_tables(*warehouse, model);
    auto document = nlohmann::ordered_json::array();
    for (const ModelFile& question : questions) {
        const Answer answer = answer_question(*warehouse, question);
        if (session.json())
            document.push_back(json(answer));
        else
            Session::print((&question == &questions.front() ? "" : "\n") +
                           human(answer, session.terminal()));
    }
    if (session.json()) Session::print(json_text(document));
    return ExitCode::done;
}

}  // namespace

CommandAction declare_analytics(Parameters& parameters) {
    const auto options = std::make_shared<AnalyticsOptions>();
    parameters.add_texts("question", options->questions, "NAME",
                         "Only these questions, by name (default: all)");
    parameters.add_flag("--list", options->list, "Only name the questions");
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
