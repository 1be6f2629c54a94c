#pragma once

#include "model/model.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// Creates a table of the model, and keeps in the ledger what it was made from.
void create_table(Warehouse& warehouse, const ModelFile& table);

/// Whether a table that exists was made from what the model says now: its columns, their types and
/// lengths, and what else its statements have for this engine.
[[nodiscard]] bool is_as_defined(Warehouse& warehouse, const ModelFile& table);

}  // namespace sparkify
