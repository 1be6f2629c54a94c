#include "warehouse/postgres/postgres_session.h"

#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "warehouse/libpq/table_schema.h"

namespace sparkify {
namespace {

/// MERGE came with 15.
constexpr int kOldestVersion = 150'000;

// Who may not look at the ledger may still look at tables.
constexpr const char* kMayReadLayout = R"(
SELECT COALESCE(bool_or(has_schema_privilege(namespace.oid, 'USAGE')
                        AND has_table_privilege(class.oid, 'SELECT')), false)
FROM pg_catalog.pg_class AS class
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
WHERE namespace.nspname = 'etl'
  AND class.relname = 'layout')";

void require_version(PgConnection& connection) {
    if (connection.server_version() >= kOldestVersion) return;
    const std::string version = to_text(connection.query("SELECT version()").rows.at(0).at(0));
    if (version.find("Redshift") != std::string::npos)
        throw Error(ErrorCode::configuration,
                    {"this is Amazon Redshift, and no PostgreSQL", connection.name(), "",
                     "write redshift:// in place of postgres://"});
    throw Error(ErrorCode::configuration,
                {"this PostgreSQL is too old", connection.name(),
                 fmt::format("it is {}", connection.reported("server_version")),
                 "use PostgreSQL 15 or newer"});
}

/// In any other encoding some texts cannot be stored, or LENGTH does not count characters.
void require_utf8(const PgConnection& connection) {
    const std::string encoding = connection.reported("server_encoding");
    if (encoding == "UTF8") return;
    throw Error(ErrorCode::configuration,
                {"the database does not keep texts as UTF-8", connection.name(),
                 fmt::format("its encoding is {}", encoding),
                 "CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0"});
}

/// From now on the tables of the model are those of one schema, whatever others of search_path
/// hold.
void pin_schema(PgConnection& connection) {
    const ResultTable pinned = connection.query(
        "SELECT CASE WHEN current_schema() IS NOT NULL THEN "
        "set_config('search_path', quote_ident(current_schema()), false) END");
    if (is_null(pinned.rows.at(0).at(0))) throw_no_schema(connection);
}

}  // namespace

void prepare_session(PgConnection& connection) {
    require_version(connection);
    require_utf8(connection);
    pin_schema(connection);
    connection.execute(
        "SET datestyle = 'ISO';"
        "SET intervalstyle = 'postgres';"
        "SET bytea_output = 'hex';"
        "SET extra_float_digits = 1;"
        "SET standard_conforming_strings = on;"
        // What a client that was killed has begun, and a connection that is lost, is to end soon.
        "DO $$ BEGIN SET client_connection_check_interval = '2s'; "
        "EXCEPTION WHEN OTHERS THEN NULL; END $$;"
        "SET tcp_keepalives_idle = 30;"
        "SET tcp_keepalives_interval = 10;"
        "SET tcp_keepalives_count = 3;"
        // Notices of what was to be expected are none that anybody waits for.
        "SET client_min_messages = 'warning';"
        // No statement of a run is long enough to be worth compiling.
        "SET jit = off;"
        // Sorts and joins of a load in the 4 MB that are the default end on the disk. What somebody
        // has set counts.
        "SELECT set_config('work_mem', '64MB', false) FROM pg_catalog.pg_settings "
        "WHERE name = 'work_mem' AND source = 'default'");
    static_cast<void>(has_ledger_to_look_at(connection));
}

bool has_ledger_to_look_at(PgConnection& connection) {
    if (!std::get<bool>(connection.query(kMayReadLayout).rows.at(0).at(0))) return false;
    const ResultTable strangers = connection.query(
        "SELECT table_schema, current_schema() FROM etl.layout "
        "WHERE table_schema <> current_schema()");
    if (strangers.rows.empty()) return true;
    throw_ledger_of_another_schema(connection, to_text(strangers.rows[0].at(0)),
                                   to_text(strangers.rows[0].at(1)));
}

}  // namespace sparkify
