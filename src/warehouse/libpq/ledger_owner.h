#pragma once

#include <string>

#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// The ledger of a database belongs to the tables in the schema `owner`, and this session would
/// make its own in `schema`.
[[noreturn]] void throw_ledger_of_another_schema(const PgConnection& connection,
                                                 const std::string& owner,
                                                 const std::string& schema);

}  // namespace sparkify
