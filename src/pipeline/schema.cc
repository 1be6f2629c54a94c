#include "pipeline/schema.h"

#include <ranges>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"

namespace sparkify {
namespace {

void run_script(Warehouse& warehouse, const ModelFile& file) {
    for (const std::string& statement : statements_of(file.text, warehouse.dialect()))
        warehouse.execute(statement);
}

}  // namespace

void create_missing_ledger(Warehouse& warehouse, const Model& model) {
    warehouse.execute("CREATE SCHEMA IF NOT EXISTS etl");
    for (const ModelFile& table : model.ledger())
        if (!warehouse.has_table("etl", table.name)) run_script(warehouse, table);
}

void create_missing_tables(Warehouse& warehouse, const Model& model) {
    create_missing_ledger(warehouse, model);
    for (const ModelFile& table : model.tables())
        if (!warehouse.has_table("", table.name)) run_script(warehouse, table);
}

void recreate_tables(Warehouse& warehouse, const Model& model) {
    warehouse.begin();
    create_missing_ledger(warehouse, model);
    // In reverse, since later tables refer to earlier ones.
    for (const ModelFile& table : model.tables() | std::views::reverse)
        warehouse.execute(fmt::format("DROP TABLE IF EXISTS {}", table.name));
    for (const ModelFile& table : model.tables())
        run_script(warehouse, table);
    warehouse.commit();
}

std::vector<TableRows> count_rows(Warehouse& warehouse, const Model& model) {
    std::vector<TableRows> counts;
    for (const ModelFile& table : model.tables()) {
        if (!warehouse.has_table("", table.name)) continue;
        const ResultTable result =
            warehouse.query(fmt::format("SELECT COUNT(*) FROM {}", table.name));
        counts.push_back({table.name, std::get<std::int64_t>(result.rows.at(0).at(0))});
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
