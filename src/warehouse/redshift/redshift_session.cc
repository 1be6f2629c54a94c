#include "warehouse/redshift/redshift_session.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "config/redshift_settings.h"
#include "warehouse/libpq/table_schema.h"
#include "warehouse/redshift/redshift_catalog.h"
#include "warehouse/sql_text.h"
#include "warehouse/statement_error.h"

namespace sparkify {
namespace {

// Where systems keep the certificates that all programs trust: Debian, Red Hat, Alpine. libpq knows
// no name for them before its version 16.
constexpr std::array kTrusted{"/etc/ssl/certs/ca-certificates.crt",
                              "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"};

/// A network that has lost a packet of a long COPY's may take longer to say so than one at home.
constexpr std::chrono::seconds kSilence{90};

std::string trusted_certificates() {
    for (const char* file : kTrusted) {
        std::error_code ignored;
        if (std::filesystem::exists(file, ignored)) return file;
    }
    return "";
}

/// "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by ..., Redshift 1.0.58814" is what one says.
std::string version_of(PgConnection& connection) {
    const std::string version = to_text(connection.query("SELECT version()").rows.at(0).at(0));
    if (const std::size_t begin = version.find("Redshift"); begin != std::string::npos)
        return version.substr(begin);
    throw Error(ErrorCode::configuration,
                {"this server is no Redshift", connection.name(), version,
                 "for PostgreSQL, use --warehouse postgres://USER@HOST/DATABASE"});
}

/// From now on the tables of the model are those of one schema, whatever others of search_path
/// hold.
std::string pin_schema(PgConnection& connection) {
    const Value schema = connection.query("SELECT current_schema()").rows.at(0).at(0);
    if (is_null(schema)) throw_no_schema(connection);
    connection.execute(fmt::format("SET search_path TO {}", quoted_name(to_text(schema))));
    return to_text(schema);
}

/// Who may not look at the ledger may still look at tables.
void require_own_ledger(PgConnection& connection, const std::string& schema) {
    if (!has_table(connection, "etl", "layout")) return;
    ResultTable owners;
    try {
        owners = connection.query("SELECT table_schema FROM etl.layout");
    } catch (const StatementError& error) {
        if (error.code() == ErrorCode::access_denied) return;
        throw;
    }
    for (const std::vector<Value>& owner : owners.rows)
        if (to_text(owner.at(0)) != schema)
            throw_ledger_of_another_schema(connection, to_text(owner.at(0)), schema);
}

bool escapes_by_backslash(PgConnection& connection) {
    const ResultTable length = connection.query(R"(SELECT LENGTH('\\'))");
    return to_text(length.rows.at(0).at(0)) == "1";
}

/// Serverless refuses to be asked.
std::uint64_t slices_of(PgConnection& connection) {
    try {
        const Value count =
            connection.query("SELECT COUNT(*) FROM stv_slices WHERE type = 'D'").rows.at(0).at(0);
        return static_cast<std::uint64_t>(std::get<std::int64_t>(count));
    } catch (const StatementError&) {
        if (!connection.is_alive()) throw;
        return 0;
    }
}

void require_encryption(const std::string& sslmode, const std::string& source) {
    if (sslmode == "verify-full" || sslmode == "verify-ca" || sslmode == "require") return;
    throw Error(ErrorCode::configuration,
                {"a connection to Redshift has to be encrypted", source,
                 fmt::format("sslmode={} allows others", sslmode),
                 "leave sslmode out of the URL; through a tunnel, verify-ca does not look at the "
                 "host's name"});
}

/// libpq would take a server on this machine, or a database of the user's name.
void require_named(const ConnectionParameters& parameters, const std::string& source,
                   const char* keyword, const char* variable, const char* what, const char* key) {
    const auto is_set = [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && *value != '\0';
    };
    const bool by_service = !parameters.value_of("service").empty() || is_set("PGSERVICE");
    if (!parameters.value_of(keyword).empty() || is_set(variable) || by_service) return;
    throw Error(ErrorCode::configuration, {fmt::format("nothing says {}", what), source, "",
                                           fmt::format("set {} in dwh.cfg, or write "
                                                       "--warehouse redshift://USER@HOST/DATABASE; "
                                                       "--warehouse duckdb:FILE needs no server",
                                                       key)});
}

}  // namespace

PgConnection::Options redshift_options(ServerOptions server) {
    server.engine = Engine::redshift;
    server.silence = kSilence;
    const std::string source = server.source;
    PgConnection::Options options = connection_options_of(std::move(server));
    ConnectionParameters& parameters = options.parameters;
    require_named(parameters, source, "host", "PGHOST", "where the cluster is",
                  "[CLUSTER] HOST or [DWH] DWH_CLUSTER_IDENTIFIER");
    require_named(parameters, source, "dbname", "PGDATABASE", "which database is meant",
                  "[CLUSTER] DB_NAME");
    parameters.set_default("port", std::to_string(kRedshiftPort));
    parameters.set_default("sslmode", "verify-full");
    require_encryption(parameters.value_of("sslmode"), source);
    parameters.set_default("ssl_min_protocol_version", "TLSv1.2");
    // With a file of authorities libpq checks the certificate by it, whatever is asked for.
    const bool checks = parameters.value_of("sslmode").starts_with("verify-");
    if (checks && std::getenv("PGSSLROOTCERT") == nullptr)
        parameters.set_default("sslrootcert", trusted_certificates());
    parameters.set_default("gssencmode", "disable");
    return options;
}

void require_user(const ConnectionParameters& parameters, const std::string& source) {
    require_named(parameters, source, "user", "PGUSER", "who logs in", "[CLUSTER] DB_USER");
}

std::string database_of(const PgConnection& connection) {
    const std::string& name = connection.name();
    return name.substr(name.rfind('@') + 1);  // users may have one in their names
}

RedshiftTraits prepare_redshift_session(PgConnection& connection) {
    RedshiftTraits traits;
    traits.version = version_of(connection);
    traits.schema = pin_schema(connection);
    traits.process = std::get<std::int64_t>(
        connection.query("SELECT CAST(pg_backend_pid() AS BIGINT)").rows.at(0).at(0));
    require_own_ledger(connection, traits.schema);
    connection.execute("SET datestyle TO 'ISO'");
    // All digits that a number needs to be the same again.
    connection.execute("SET extra_float_digits TO 2");
    traits.escapes_by_backslash = escapes_by_backslash(connection);
    traits.slices = slices_of(connection);
    return traits;
}

}  // namespace sparkify
