#include "pipeline/table_definition.h"

#include <string>

#include <fmt/format.h>

#include "aws/digest.h"
#include "pipeline/schema.h"
#include "warehouse/sql_text.h"

namespace sparkify {
namespace {

std::string digest_of(const Warehouse& warehouse, const ModelFile& table) {
    std::string statements;
    for (const std::string& statement : statements_of(table.text, warehouse.dialect()))
        statements += statement + ";\n";
    return hex(sha256(statements));
}

/// A model of before has no such table in its ledger.
bool has_definitions(Warehouse& warehouse) {
    return warehouse.has_table("etl", "definitions");
}

}  // namespace

void create_table(Warehouse& warehouse, const ModelFile& table) {
    run_script(warehouse, table);
    if (!has_definitions(warehouse)) return;
    warehouse.execute(
        fmt::format("DELETE FROM etl.definitions WHERE table_name = {}", quoted_text(table.name)));
    warehouse.insert("etl", "definitions", {{table.name, digest_of(warehouse, table)}});
}

bool is_as_defined(Warehouse& warehouse, const ModelFile& table) {
    if (!has_definitions(warehouse)) return false;
    const ResultTable kept = warehouse.query(fmt::format(
        "SELECT sha256 FROM etl.definitions WHERE table_name = {}", quoted_text(table.name)));
    return !kept.rows.empty() && to_text(kept.rows[0].at(0)) == digest_of(warehouse, table);
}

}  // namespace sparkify
