#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "config/server_settings.h"
#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// How to connect to a PostgreSQL server: what users said, and what goes without saying for them.
/// `source`: who named the server. Throws Error(configuration) for a URL that makes no sense.
[[nodiscard]] PgConnection::Options postgres_options(const ServerSettings& server,
                                                     const std::string& source,
                                                     std::shared_ptr<PgInterrupt> interrupt,
                                                     std::stop_token stop,
                                                     PgConnection::NoticeSink on_notice);

/// Has a new session write values as this program reads them, and look for tables in the first
/// schema of search_path alone. Throws Error(configuration) for a server that is too old, a
/// database in another encoding than UTF-8, where there is no schema, and where the ledger is that
/// of another one.
void prepare_session(PgConnection& connection);

/// Whether there is a ledger that this user may look at. Throws Error(configuration) if it belongs
/// to the tables of another schema.
[[nodiscard]] bool has_ledger_to_look_at(PgConnection& connection);

}  // namespace sparkify
