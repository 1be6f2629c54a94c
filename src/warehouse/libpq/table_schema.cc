#include "warehouse/libpq/table_schema.h"

#include <fmt/format.h>

#include "base/error.h"

namespace sparkify {

void throw_no_schema(const PgConnection& connection) {
    throw Error(ErrorCode::configuration, {"no schema of search_path exists", connection.name(), "",
                                           "CREATE SCHEMA one of them, or set search_path"});
}

void throw_ledger_of_another_schema(const PgConnection& connection, const std::string& owner,
                                    const std::string& schema) {
    throw Error(
        ErrorCode::configuration,
        {fmt::format("the ledger of this database belongs to the tables in the schema {}", owner),
         connection.name(), fmt::format("the first schema of search_path is {}", schema),
         fmt::format("put {} first in search_path, or use another database: each has one ledger",
                     owner)});
}

}  // namespace sparkify
