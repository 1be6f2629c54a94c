#include "pipeline/check.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"

namespace sparkify {
namespace {

/// Counts all rows and keeps the first.
class Examples final : public Warehouse::RowConsumer {
  public:
    explicit Examples(CheckResult& result) : result_(&result) {}

    void begin(const std::vector<ResultColumn>& columns) override {
        result_->examples.columns = columns;
    }
    void row(const std::vector<Value>& values) override {
        if (++result_->offending <= CheckResult::kExamples)
            result_->examples.rows.push_back(values);
    }

  private:
    CheckResult* result_;
};

Severity severity_of(const ModelFile& file) {
    const std::string_view severity = file.header_value("severity");
    if (severity == "error") return Severity::error;
    if (severity == "warn") return Severity::warn;
    throw Error(ErrorCode::configuration,
                {"a check has no severity", file.place, "",
                 "write `-- severity: error` or `-- severity: warn` at its top"});
}

CheckResult run_check(Warehouse& warehouse, const ModelFile& file) {
    CheckResult result;
    result.name = file.name;
    result.title = file.header_value("title");
    if (result.title.empty()) result.title = file.name;
    result.severity = severity_of(file);
    Examples examples(result);
    for (const std::string& statement : statements_of(file.text, warehouse.dialect()))
        warehouse.stream(statement, examples);
    return result;
}

}  // namespace

std::vector<CheckResult> run_checks(Warehouse& warehouse, const Model& model) {
    std::vector<CheckResult> results;
    for (const ModelFile& file : model.checks())
        results.push_back(run_check(warehouse, file));
    return results;
}

void throw_if_failed(const std::vector<CheckResult>& results) {
    const auto failed = std::ranges::count_if(results, &CheckResult::failed_the_run);
    if (failed == 0) return;
    std::string names;
    for (const CheckResult& result : results)
        if (result.failed_the_run()) names += (names.empty() ? "" : ", ") + result.name;
    throw Error(ErrorCode::check_failed,
                {fmt::format("{} of {} checks failed", failed, results.size()), "", names,
                 "the rows that break a rule are shown above"});
}

}  // namespace sparkify
