#include "pipeline/transform.h"

#include <variant>

#include "pipeline/step_timer.h"

namespace sparkify {

void run_transforms(Warehouse& warehouse, const Model& model, std::int64_t load_id,
                    RunObserver& observer) {
    const SqlParameters parameters{
        {"load_id", std::to_string(load_id)},
        {"loaded_events", warehouse.rows_of_load("staging_events", load_id)}};
    for (const ModelFile& file : model.transforms()) {
        const StepTimer timer("transform " + file.name, observer);
        for (const std::string& statement :
             statements_of(file.text, warehouse.dialect(), parameters))
            warehouse.execute(statement);
    }
}

std::vector<MatchCount> take_match_counts(Warehouse& warehouse) {
    std::vector<MatchCount> counts;
    const ResultTable result =
        warehouse.query("SELECT outcome, plays FROM match_outcomes ORDER BY plays DESC, outcome");
    for (const std::vector<Value>& row : result.rows)
        counts.push_back({std::get<std::string>(row[0]), std::get<std::int64_t>(row[1])});
    warehouse.execute("DROP TABLE match_outcomes");
    return counts;
}

}  // namespace sparkify
