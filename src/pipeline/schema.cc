#include "pipeline/schema.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "pipeline/ledger.h"
#include "pipeline/single_number.h"
#include "pipeline/table_definition.h"
#include "warehouse/sql_text.h"

namespace sparkify {
namespace {

bool is_in(TableSet tables, const ModelFile& table) {
    return tables == TableSet::all || !is_staging(table);
}

/// By whose name it is known whether a file of keys was run.
std::string_view key_declared_by(const ModelFile& keys) {
    const std::string_view name = keys.header_value("declares");
    if (!name.empty()) return name;
    throw Error(ErrorCode::configuration,
                {"a file of keys does not say what it declares", keys.place, "",
                 "write `-- declares: NAME` at its top, with the name of a key or an index in it"});
}

}  // namespace

bool is_staging(const ModelFile& table) {
    return table.name.starts_with("staging_");
}

void run_script(Warehouse& warehouse, const ModelFile& file) {
    const SqlParameters parameters{{"table_schema", quoted_text(warehouse.schema())}};
    for (const std::string& statement : statements_of(file.text, warehouse.dialect(), parameters))
        warehouse.execute(statement);
}

void create_missing_tables(Warehouse& warehouse, const Model& model) {
    create_missing_ledger(warehouse, model);
    for (const ModelFile& table : model.tables())
        if (!warehouse.has_table("", table.name)) create_table(warehouse, table);
}

void empty_tables(Warehouse& warehouse, const Model& model, TableSet tables) {
    if (warehouse.can_replace_tables()) return drop_and_create(warehouse, model, tables);
    const auto keeps_its_form = [&](const ModelFile& table) {
        return !is_in(tables, table) || !warehouse.has_table("", table.name) ||
               is_as_defined(warehouse, table);
    };
    if (!std::ranges::all_of(model.tables(), keeps_its_form))
        return drop_and_create(warehouse, model, tables);
    for (const ModelFile& table : model.tables()) {
        if (!is_in(tables, table)) continue;
        if (warehouse.has_table("", table.name))
            warehouse.execute(fmt::format("DELETE FROM {}", table.name));
        else
            create_table(warehouse, table);
    }
}

void drop_and_create(Warehouse& warehouse, const Model& model, TableSet tables) {
    warehouse.keep_readers_out();
    // In reverse, since later tables refer to earlier ones. (Clang 14 cannot read std::views.)
    const std::vector<ModelFile> reversed(model.tables().rbegin(), model.tables().rend());
    for (const ModelFile& table : reversed)
        if (is_in(tables, table) && warehouse.has_table("", table.name))
            warehouse.execute(fmt::format("DROP TABLE {}", table.name));
    for (const ModelFile& table : model.tables())
        if (is_in(tables, table)) create_table(warehouse, table);
}

std::vector<std::string> missing_keys(Warehouse& warehouse, const Model& model) {
    std::vector<std::string> missing;
    for (const ModelFile& keys : model.keys()) {
        const auto statements = statements_of(keys.text, warehouse.dialect());
        if (statements.empty() || warehouse.has_key(key_declared_by(keys))) continue;
        missing.insert(missing.end(), statements.begin(), statements.end());
    }
    return missing;
}

void recreate_tables(Warehouse& warehouse, const Model& model) {
    const Timestamp started = current_timestamp();
    warehouse.begin();
    create_missing_ledger(warehouse, model);
    drop_and_create(warehouse, model, TableSet::all);
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
