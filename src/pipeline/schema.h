#pragma once

#include <cstdint>
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

/// Whether a table of the model is a staging table, and not one of the star.
[[nodiscard]] bool is_staging(const ModelFile& table);

/// Runs the statements of a file of the model.
void run_script(Warehouse& warehouse, const ModelFile& file);

/// Creates the tables of the ledger and of the model that do not exist yet, without keys.
void create_missing_tables(Warehouse& warehouse, const Model& model);

/// Which tables of the model.
enum class TableSet : std::uint8_t {
    all,
    star,  ///< all but the staging tables
};

/// Drops tables and creates them anew, empty and without keys, in the current transaction.
void drop_and_create(Warehouse& warehouse, const Model& model, TableSet tables);

/// Empties tables, without their keys where that is how the warehouse replaces tables, in the
/// current transaction: drops and creates them, or, where that would harm readers and the columns
/// are still those of the model, deletes their rows.
void empty_tables(Warehouse& warehouse, const Model& model, TableSet tables);

/// What declares the keys and indexes of the tables that have none yet. Nothing for an engine that
/// needs none.
[[nodiscard]] std::vector<std::string> missing_keys(Warehouse& warehouse, const Model& model);

/// Drops every table of the model and creates it anew, empty, in a transaction of its own, which is
/// recorded as a run: what was loaded before is forgotten, the history of runs is kept.
void recreate_tables(Warehouse& warehouse, const Model& model);

/// The rows of every table of the model that exists, in the model's order.
[[nodiscard]] std::vector<TableRows> count_rows(Warehouse& warehouse, const Model& model);

/// Throws Error(unreachable) if a table of the model does not exist, saying how to make it.
void require_tables(Warehouse& warehouse, const Model& model);

}  // namespace sparkify
