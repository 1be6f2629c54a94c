#include "warehouse/postgres/postgres_session.h"

#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/process_name.h"

namespace sparkify {
namespace {

/// MERGE came with 15.
constexpr int kOldestVersion = 150'000;

}  // namespace

PgConnection::Options postgres_options(const ServerSettings& server, const std::string& source,
                                       std::shared_ptr<PgInterrupt> interrupt, std::stop_token stop,
                                       PgConnection::NoticeSink on_notice) {
    PgConnection::Options options{ConnectionParameters(server, source), "postgres",
                                  std::move(interrupt), std::move(stop), std::move(on_notice)};
    ConnectionParameters& parameters = options.parameters;
    parameters.set("client_encoding", "UTF8");
    parameters.set_default("application_name", "sparkify: " + this_process());
    // A server that has gone is noticed within a minute, also while nothing is to be sent.
    parameters.set_default("keepalives_idle", "30");
    parameters.set_default("keepalives_interval", "10");
    parameters.set_default("keepalives_count", "3");
    parameters.set_default("tcp_user_timeout", "60000");
    return options;
}

void prepare_session(PgConnection& connection) {
    if (connection.server_version() < kOldestVersion)
        throw Error(ErrorCode::configuration,
                    {"this PostgreSQL is too old", connection.name(),
                     fmt::format("it is {}", connection.reported("server_version")),
                     "use PostgreSQL 15 or newer"});
    connection.execute(
        "SET datestyle = 'ISO';"
        "SET intervalstyle = 'postgres';"
        "SET bytea_output = 'hex';"
        "SET extra_float_digits = 1;"
        "SET standard_conforming_strings = on;"
        // Notices of what was to be expected are none that anybody waits for.
        "SET client_min_messages = 'warning';"
        // No statement of a run is long enough to be worth compiling.
        "SET jit = off;"
        // Sorts and joins of a load in the 4 MB that are the default end on the disk. What somebody
        // has set counts.
        "SELECT set_config('work_mem', '64MB', false) FROM pg_catalog.pg_settings "
        "WHERE name = 'work_mem' AND source = 'default'");
}

}  // namespace sparkify
