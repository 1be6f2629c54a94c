#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/value.h"
#include "model/model.h"
#include "warehouse/warehouse.h"

namespace sparkify {

enum class Severity : std::uint8_t {
    warn,   ///< reported
    error,  ///< the run is rolled back
};

/// What a data-quality check found.
struct CheckResult {
    std::string name;
    std::string title;
    Severity severity = Severity::error;
    std::string table;                      ///< whose rows it is about; empty if it does not say
    std::uint64_t offending = 0;            ///< rows that break the rule
    std::optional<std::uint64_t> measured;  ///< rows of that table, if they were counted
    ResultTable examples;                   ///< the first kExamples of them

    static constexpr std::size_t kExamples = 10;

    [[nodiscard]] bool passed() const { return offending == 0; }
    [[nodiscard]] bool failed_the_run() const { return !passed() && severity == Severity::error; }
};

/// Runs every check of the model against the warehouse as this connection sees it.
///
/// In the scope of a run, checks that have `-- scope: run` at their top look only at what the run
/// touched: their `--@run` annotations become SQL. The run's transforms left behind what those look
/// at, and `parameters` are those of the transforms.
[[nodiscard]] std::vector<CheckResult> run_checks(Warehouse& warehouse, const Model& model,
                                                  Scope scope = Scope::everything,
                                                  const SqlParameters& parameters = {});

/// Counts what the rules were measured on: all rows of the tables that they are about.
void count_measured(Warehouse& warehouse, std::vector<CheckResult>& results);

/// The Error(check_failed) that sums up the results; only if any of them failed_the_run().
void throw_if_failed(const std::vector<CheckResult>& results);

}  // namespace sparkify
