#pragma once

#include <cstdint>
#include <string>

#include "warehouse/libpq/pg_connection.h"
#include "warehouse/libpq/server_options.h"

namespace sparkify {

/// What was found out about a cluster when a session began.
struct RedshiftTraits {
    std::string version;       ///< "Redshift 1.0.58814"
    std::string schema;        ///< in which the tables of the model are
    std::int64_t process = 0;  ///< by which the system views know the session
    /// A backslash in a text is the beginning of an escape, as before PostgreSQL 9.1.
    bool escapes_by_backslash = true;
    /// Parts of the cluster that read side by side; 0: it does not say (Serverless does not).
    std::uint64_t slices = 0;
};

/// How to connect to Redshift: what users said, and what goes without saying for them. TLS always,
/// and the certificate has to be the host's unless a URL says another sslmode. `server` need not
/// say the engine and the silence. Throws Error(configuration) where nothing says which host and
/// which database, and for an sslmode that allows no encryption.
[[nodiscard]] PgConnection::Options redshift_options(ServerOptions server);

/// Throws Error(configuration) where nothing says who logs in: a temporary login says so, too.
void require_user(const ConnectionParameters& parameters, const std::string& source);

/// "host:5439/dev": what all users of a database call it.
[[nodiscard]] std::string database_of(const PgConnection& connection);

/// Has a new session write values as this program reads them, and look for tables in the first
/// schema of search_path alone. Not within a transaction. Throws Error(configuration) where there
/// is no schema, where the ledger is that of another one, and for a server that is no Redshift.
RedshiftTraits prepare_redshift_session(PgConnection& connection);

}  // namespace sparkify
