#pragma once

#include <string>
#include <vector>

#include "model/model.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// How many rows a table has.
struct TableRows {
    std::string table;
    std::int64_t rows = 0;
};

/// Creates the tables of the ledger that do not exist yet.
void create_missing_ledger(Warehouse& warehouse, const Model& model);

/// Creates the tables of the ledger and of the model that do not exist yet.
void create_missing_tables(Warehouse& warehouse, const Model& model);

/// Drops every table of the model and creates it anew, empty, in one transaction. The ledger stays,
/// so the history of runs is kept.
void recreate_tables(Warehouse& warehouse, const Model& model);

/// The rows of every table of the model that exists, in the model's order.
[[nodiscard]] std::vector<TableRows> count_rows(Warehouse& warehouse, const Model& model);

/// Throws Error(unreachable) if a table of the model does not exist, saying how to make it.
void require_tables(Warehouse& warehouse, const Model& model);

}  // namespace sparkify
