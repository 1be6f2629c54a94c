#pragma once

#include "warehouse/examination.h"
#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// Connects, and tells of each step that went well (host, encryption, login), whether or not a
/// later one does. Throws what connecting throws.
[[nodiscard]] PgConnection connect_step_by_step(const PgConnection::Options& options,
                                                Examination& examination);

}  // namespace sparkify
