#include "pipeline/schema.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "pipeline/ledger.h"
#include "pipeline/single_number.h"

namespace sparkify {
namespace {

bool is_in(TableSet tables, const ModelFile& table) {
    return tables == TableSet::all || !is_staging(table);
}

}  // namespace

bool is_staging(const ModelFile& table) {
    return table.name.starts_with("staging_");
}

void run_script(Warehouse& warehouse, const ModelFile& file) {
    for (const std::string& statement : statements_of(file.text, warehouse.dialect()))
        warehouse.execute(statement);
}

std::vector<std::string> create_missing_tables(Warehouse& warehouse, const Model& model) {
    create_missing_ledger(warehouse, model);
    std::vector<std::string> created;
    for (const ModelFile& table : model.tables()) {
        if (warehouse.has_table("", table.name)) continue;
        run_script(warehouse, table);
        created.push_back(table.name);
    }
    return created;
}

std::vector<std::string> drop_and_create(Warehouse& warehouse, const Model& model,
                                         TableSet tables) {
    // In reverse, since later tables refer to earlier ones. (Clang 14 cannot read std::views.)
    const std::vector<ModelFile> reversed(model.tables().rbegin(), model.tables().rend());
    for (const ModelFile& table : reversed)
        if (is_in(tables, table))
            warehouse.execute(fmt::format("DROP TABLE IF EXISTS {}", table.name));
    std::vector<std::string> created;
    for (const ModelFile& table : model.tables()) {
        if (!is_in(tables, table)) continue;
        run_script(warehouse, table);
        created.push_back(table.name);
    }
    return created;
}

std::vector<std::string> key_statements(const Warehouse& warehouse, const Model& model,
                                        const std::vector<std::string>& tables) {
    std::vector<std::string> statements;
    for (const ModelFile& keys : model.keys()) {
        if (std::ranges::find(tables, keys.name) == tables.end()) continue;
        const auto of_table = statements_of(keys.text, warehouse.dialect());
        statements.insert(statements.end(), of_table.begin(), of_table.end());
    }
    return statements;
}

void recreate_tables(Warehouse& warehouse, const Model& model) {
    const Timestamp started = current_timestamp();
    warehouse.begin();
    create_missing_ledger(warehouse, model);
    const auto created = drop_and_create(warehouse, model, TableSet::all);
    for (const std::string& statement : key_statements(warehouse, model, created))
        warehouse.execute(statement);
    RunRecord run;
    run.run_id = next_run_id(warehouse);
    run.kind = "create tables";
    run.status = "done";
    run.started = started;
    record_run(warehouse, run);
    change_ledger(warehouse, model, "forget_rejects", {{"run_id", std::to_string(run.run_id)}});
    commit_run(warehouse, model, run.run_id, started);
}

std::vector<TableRows> count_rows(Warehouse& warehouse, const Model& model) {
    std::vector<TableRows> counts;
    for (const ModelFile& table : model.tables()) {
        if (!warehouse.has_table("", table.name)) continue;
        counts.push_back(
            {table.name, single_number(warehouse, "SELECT COUNT(*) FROM " + table.name)});
    }
    return counts;
}

void require_tables(Warehouse& warehouse, const Model& model) {
    for (const ModelFile& table : model.tables())
        if (!warehouse.has_table("", table.name))
            throw Error(ErrorCode::unreachable,
                        {fmt::format("the warehouse has no table {}", table.name), warehouse.name(),
                         "", "run `sparkify etl` or `sparkify create-tables` first"});
}

}  // namespace sparkify
