#include "pipeline/check.h"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "pipeline/single_number.h"

namespace sparkify {
namespace {

/// Counts all rows and keeps the first.
class Examples final : public Warehouse::RowConsumer {
  public:
    explicit Examples(CheckResult& result) : result_(&result) {}

    void begin(const std::vector<ResultColumn>& columns) override {
        result_->examples.columns = columns;
        result_->offending = 0;
    }
    void row(const std::vector<Value>& values) override {
        if (++result_->offending <= CheckResult::kExamples)
            result_->examples.rows.push_back(values);
    }

  private:
    CheckResult* result_;
};

/// A check of the model, ready to be run.
struct Check {
    CheckResult result;
    std::string place;  ///< of its file
    std::string statement;
};

Severity severity_of(const ModelFile& file) {
    const std::string_view severity = file.header_value("severity");
    if (severity == "error") return Severity::error;
    if (severity == "warn") return Severity::warn;
    throw Error(ErrorCode::configuration,
                {severity.empty() ? "a check has no severity" : "a check has an unknown severity",
                 file.place, std::string(severity),
                 "write `-- severity: error` or `-- severity: warn` at its top"});
}

std::string statement_of(const ModelFile& file, Dialect dialect, Scope scope,
                         const SqlParameters& parameters) {
    if (file.header_value("scope") != "run") scope = Scope::everything;
    const std::vector<std::string> statements =
        statements_of(file.text, dialect, parameters, scope);
    if (statements.size() == 1) return statements.front();
    throw Error(
        ErrorCode::configuration,
        {"a check is one SELECT", file.place,
         fmt::format("this one has {} statements", statements.size()), "make a file of each"});
}

std::vector<Check> checks_of(const Model& model, Dialect dialect, Scope scope,
                             const SqlParameters& parameters) {
    std::vector<Check> checks;
    for (const ModelFile& file : model.checks()) {
        Check check;
        check.result.name = file.name;
        check.result.title = file.header_value("title");
        if (check.result.title.empty()) check.result.title = file.name;
        check.result.severity = severity_of(file);
        check.result.table = file.header_value("of");
        check.place = file.place;
        check.statement = statement_of(file, dialect, scope, parameters);
        checks.push_back(std::move(check));
    }
    return checks;
}

/// Counts the offending rows of all checks by one statement, whose parts an engine can run side by
/// side.
void count_offending(Warehouse& warehouse, std::vector<Check>& checks) {
    std::string statement;
    for (std::size_t number = 0; number < checks.size(); ++number)
        statement += fmt::format(
            "{}SELECT {} AS check_number, COUNT(*) AS offending FROM ({}\n) AS offending_rows",
            number == 0 ? "" : "\nUNION ALL\n", number, checks[number].statement);
    for (const std::vector<Value>& row : warehouse.query(statement).rows) {
        const auto number = static_cast<std::size_t>(std::get<std::int64_t>(row.at(0)));
        checks.at(number).result.offending =
            static_cast<std::uint64_t>(std::get<std::int64_t>(row.at(1)));
    }
}

/// Throws if the engine does not take one of the checks, saying which.
void throw_if_broken(Warehouse& warehouse, const std::vector<Check>& checks) {
    for (const Check& check : checks) {
        try {
            static_cast<void>(warehouse.query(
                fmt::format("EXPLAIN SELECT 1 FROM ({}\n) AS offending_rows", check.statement)));
        } catch (const Error& error) {
            if (error.code() != ErrorCode::statement_refused) throw;
            throw Error(ErrorCode::configuration, {"a check cannot be run", check.place,
                                                   error.message().reason, "mend its SQL"});
        }
    }
}

}  // namespace

std::vector<CheckResult> run_checks(Warehouse& warehouse, const Model& model, Scope scope,
                                    const SqlParameters& parameters) {
    std::vector<Check> checks = checks_of(model, warehouse.dialect(), scope, parameters);
    // Where a failure ends everything it is too late to ask which one it was.
    if (warehouse.failure_ends_transaction()) throw_if_broken(warehouse, checks);
    try {
        count_offending(warehouse, checks);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::statement_refused) throw_if_broken(warehouse, checks);
        throw;
    }
    std::vector<CheckResult> results;
    for (Check& check : checks) {
        if (!check.result.passed()) {
            Examples examples(check.result);
            warehouse.stream(check.statement, examples);
        }
        results.push_back(std::move(check.result));
    }
    return results;
}

void count_measured(Warehouse& warehouse, std::vector<CheckResult>& results) {
    std::map<std::string, std::uint64_t> rows;
    for (CheckResult& result : results) {
        if (result.table.empty() || !warehouse.has_table("", result.table)) continue;
        const auto [counted, is_new] = rows.try_emplace(result.table);
        if (is_new)
            counted->second = static_cast<std::uint64_t>(
                single_number(warehouse, "SELECT COUNT(*) FROM " + result.table));
        result.measured = counted->second;
    }
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
