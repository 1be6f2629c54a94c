#include "warehouse/postgres/postgres_examination.h"

#include <optional>
#include <string>
#include <variant>

#include <fmt/format.h>

#include "warehouse/libpq/missing_privileges.h"
#include "warehouse/libpq/reaching.h"
#include "warehouse/postgres/advisory_lock.h"
#include "warehouse/postgres/postgres_session.h"
#include "warehouse/sql_text.h"

namespace sparkify {
namespace {

// What there is already need not be created. Privileges of a schema that does not exist are not
// asked for.
constexpr const char* kPrivileges = R"(
SELECT current_schema()
     , COALESCE(has_schema_privilege(current_schema(), 'CREATE'), false)
     , EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'etl')
     , CASE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'etl')
            THEN has_schema_privilege('etl', 'CREATE') AND has_schema_privilege('etl', 'USAGE')
            ELSE has_database_privilege(current_database(), 'CREATE')
       END
     , has_database_privilege(current_database(), 'TEMP'))";

constexpr const char* kStrangers = R"(
SELECT string_agg(class.relname, ', ' ORDER BY class.relname)
FROM pg_catalog.pg_class AS class
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
WHERE namespace.nspname = 'etl'
  AND class.relkind IN ('r', 'p')
  AND NOT pg_has_role(class.relowner, 'USAGE'))";

void look_at_privileges(PgConnection& connection, Examination& examination) {
    examination.look_at("privileges");
    const std::string user = quoted_name(connection.facts().user);
    const std::vector<Value> row = connection.query(kPrivileges).rows.at(0);
    const std::string schema = to_text(row[0]);
    MissingPrivileges missing;
    if (!std::get<bool>(row[1]))
        missing.add("create tables in " + schema,
                    fmt::format("GRANT CREATE ON SCHEMA {} TO {}", schema, user));
    if (!std::get<bool>(row[3]))
        missing.add("create the ledger",
                    std::get<bool>(row[2])
                        ? fmt::format("GRANT CREATE, USAGE ON SCHEMA etl TO {}", user)
                        : fmt::format("CREATE SCHEMA etl AUTHORIZATION {}", user));
    if (!std::get<bool>(row[4]))
        missing.add("create temporary tables", fmt::format("GRANT TEMPORARY ON DATABASE {} TO {}",
                                                           connection.facts().database, user));
    missing.throw_if_any(connection);
    const Value strangers = connection.query(kStrangers).rows.at(0).at(0);
    examination.find(fmt::format("may create tables in {} and etl", schema),
                     is_null(strangers)
                         ? ""
                         : fmt::format("the ledger belongs to somebody else ({}): a run has to "
                                       "own the tables it fills",
                                       to_text(strangers)));
}

void look_at_lock(PgConnection& connection, Examination& examination) {
    examination.look_at("run lock");
    const std::optional<std::string> holder = holder_of_lock(connection);
    examination.find(holder ? "held by " + *holder : "free", "");
}

}  // namespace

void examine_postgres(const PgConnection::Options& options, Examination& examination) {
    PgConnection connection = connect_step_by_step(options, examination);
    examination.look_at("version");
    prepare_session(connection);
    examination.find("PostgreSQL " + connection.reported("server_version"), "");
    look_at_privileges(connection, examination);
    look_at_lock(connection, examination);
}

}  // namespace sparkify
