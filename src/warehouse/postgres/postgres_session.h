#pragma once

#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// Has a new session write values as this program reads them, and look for tables in the first
/// schema of search_path alone. Throws Error(configuration) for a server that is too old, a
/// database in another encoding than UTF-8, where there is no schema, and where the ledger is that
/// of another one.
void prepare_session(PgConnection& connection);

/// Whether there is a ledger that this user may look at. Throws Error(configuration) if it belongs
/// to the tables of another schema.
[[nodiscard]] bool has_ledger_to_look_at(PgConnection& connection);

}  // namespace sparkify
