#include "warehouse/redshift/redshift_catalog.h"

#include <string>
#include <variant>

#include <fmt/format.h>

#include "warehouse/sql_text.h"

namespace sparkify {
namespace {

constexpr const char* kTables = R"(
SELECT COUNT(*)
FROM pg_catalog.pg_class AS class
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
WHERE namespace.nspname = {}
  AND class.relname = {}
  AND class.relkind = 'r')";

constexpr const char* kSchemas = "SELECT COUNT(*) FROM pg_catalog.pg_namespace WHERE nspname = {}";

constexpr const char* kKeys = R"(
SELECT COUNT(*)
FROM pg_catalog.pg_constraint AS constraints
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = constraints.connamespace
WHERE namespace.nspname = {}
  AND constraints.conname = {})";

template <typename... Texts>
bool any(PgConnection& connection, const char* count, Texts... texts) {
    const ResultTable counted =
        connection.query(fmt::format(fmt::runtime(count), quoted_text(texts)...));
    return std::get<std::int64_t>(counted.rows.at(0).at(0)) > 0;
}

}  // namespace

bool has_table(PgConnection& connection, std::string_view schema, std::string_view table) {
    return any(connection, kTables, schema, table);
}

bool has_schema(PgConnection& connection, std::string_view schema) {
    return any(connection, kSchemas, schema);
}

bool has_key(PgConnection& connection, std::string_view schema, std::string_view name) {
    return any(connection, kKeys, schema, name);
}

}  // namespace sparkify
