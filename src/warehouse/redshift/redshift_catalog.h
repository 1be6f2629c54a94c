#pragma once

#include <string_view>

#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// What the catalog of a Redshift database knows. It is the leader node's: questions to it cannot
/// be mixed with tables of users (Redshift's guide, "SQL functions supported on the leader node").
[[nodiscard]] bool has_table(PgConnection& connection, std::string_view schema,
                             std::string_view table);
[[nodiscard]] bool has_schema(PgConnection& connection, std::string_view schema);

/// A primary or foreign key.
[[nodiscard]] bool has_key(PgConnection& connection, std::string_view schema,
                           std::string_view name);

}  // namespace sparkify
