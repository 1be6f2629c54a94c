#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

#include "base/message_log.h"
#include "config/server_settings.h"
#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// What is to be connected to, and by whom.
struct ServerOptions {
    Engine engine = Engine::postgres;
    ServerSettings server;
    std::string source;                      ///< who named the server, for errors
    std::shared_ptr<PgInterrupt> interrupt;  ///< never null
    std::stop_token stop;                    ///< ends the making of connections
    MessageLog log;                          ///< is told what the server says beside its answers
    std::chrono::seconds silence;            ///< after which a server that says nothing has gone
};

/// How to connect: what users said, and what goes without saying for every engine behind libpq.
/// Throws Error(configuration) for a URL that makes no sense.
[[nodiscard]] PgConnection::Options connection_options_of(ServerOptions options);

}  // namespace sparkify
