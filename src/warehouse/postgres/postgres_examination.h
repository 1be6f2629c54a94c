#pragma once

#include "warehouse/examination.h"
#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// Looks at all that a run needs of a PostgreSQL server: whether it can be reached, step by step,
/// and what the user may do there. Changes nothing.
void examine_postgres(const PgConnection::Options& options, Examination& examination);

}  // namespace sparkify
