#pragma once

#include <string>

#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// There is no schema in which this session would look for the tables of the model, and make them.
[[noreturn]] void throw_no_schema(const PgConnection& connection);

/// The ledger of a database belongs to the tables in the schema `owner`, and this session would
/// make its own in `schema`.
[[noreturn]] void throw_ledger_of_another_schema(const PgConnection& connection,
                                                 const std::string& owner,
                                                 const std::string& schema);

}  // namespace sparkify
