#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.h"
#include "config/engine.h"
#include "warehouse/libpq/connection_parameters.h"
#include "warehouse/libpq/pg_handles.h"
#include "warehouse/libpq/pg_interrupt.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// What a server says beside its answers.
struct PgNotice {
    std::string severity;  ///< "INFO", "NOTICE", "WARNING", ...
    std::string message;
};

/// A value that is bound to $1, $2, ... and never becomes a part of the SQL; nothing is NULL.
using PgParameter = std::optional<std::string>;

/// A connection to a server that speaks PostgreSQL's protocol, over libpq. Move-only. All calls
/// from one thread; PgInterrupt is how others end what it does.
///
/// Every wait ends with Error(interrupted) when an interrupt is requested: the server is asked to
/// cancel, and where it does not answer for ten seconds the connection is given up. What the server
/// refuses is thrown as StatementError.
class PgConnection {
  public:
    using NoticeSink = std::function<void(const PgNotice&)>;

    /// What a connection is made with.
    struct Options {
        ConnectionParameters parameters;
        Engine engine;                           ///< what the server is taken for
        std::shared_ptr<PgInterrupt> interrupt;  ///< never null
        std::stop_token stop = {};               ///< ends the making of the connection, too
        NoticeSink on_notice = {};
        /// Puts in what is known only when a connection is made. Called for each.
        std::function<void(ConnectionParameters&)> log_in = {};
    };

    /// How the connection came about, for who examines it.
    struct Facts {
        std::string host;        ///< as users named it
        std::string address;     ///< "10.0.0.1:5432"; for a socket its folder
        std::string encryption;  ///< "TLSv1.3, TLS_AES_256_GCM_SHA384"; empty: not encrypted
        std::string user;
        std::string database;
    };

    /// Connects. Throws ConnectError, or Error(interrupted).
    explicit PgConnection(const Options& options);

    /// "postgres://me@host:5432/db": where the connection leads, without a password.
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] Facts facts() const;

    /// 150004 for 15.4.
    [[nodiscard]] int server_version() const;

    /// What the server reported of itself when the connection was made: "server_version", ...
    [[nodiscard]] std::string reported(const char* parameter) const;

    /// False once the connection was lost.
    [[nodiscard]] bool is_alive() const;

    /// Runs statements, separated by semicolons, and returns how many rows the last one changed.
    std::uint64_t execute(const std::string& statements);

    /// Runs one statement and returns its tag: "COMMIT".
    std::string tag_of(const std::string& statement);

    /// Runs one statement with parameters and returns its result.
    [[nodiscard]] ResultTable query(const std::string& statement,
                                    const std::vector<PgParameter>& parameters = {});

    /// Runs one statement and hands out its rows as they come.
    void stream(const std::string& statement, Warehouse::RowConsumer& consumer);

    /// Takes the rows of a COPY, in pieces of any size.
    using PutBytes = std::function<void(std::span<const char> bytes)>;

    /// Runs a COPY ... FROM STDIN whose rows `write` puts, and returns their number. What `write`
    /// throws makes the statement fail and is thrown again.
    std::uint64_t copy(const std::string& statement,
                       const std::function<void(const PutBytes& put)>& write);

  private:
    void begin_copy(const std::string& statement);
    void put(std::span<const char> bytes);
    void abandon_copy() noexcept;
    void connect(const Options& options);
    void wait_while_connecting(PostgresPollingStatusType asked, const std::stop_token& stop,
                               std::chrono::steady_clock::time_point deadline) const;
    [[nodiscard]] std::string name_of_connection(Engine engine) const;
    void send(const std::string& statement);
    void send(const std::string& statement, const std::vector<PgParameter>& parameters);
    void throw_if_interrupted() const;
    void require_sent(bool sent);
    void flush();
    [[nodiscard]] bool has_unread_bytes() const;
    void wait(short events);
    PgHandle<PGresult> result_of_any_kind();
    PgHandle<PGresult> next_result();
    PgHandle<PGresult> last_result();
    void require_success(const PGresult* result) const;
    void cancel_statement() noexcept;
    void drop_rest() noexcept;
    [[nodiscard]] std::chrono::seconds connect_time(const ConnectionParameters& parameters) const;
    void give_up();
    [[noreturn]] void throw_lost() const;
    [[nodiscard]] PGconn* get() const noexcept { return connection_.get(); }

    std::shared_ptr<PgInterrupt> interrupt_;
    std::unique_ptr<NoticeSink> on_notice_;  ///< libpq keeps a pointer to it
    PgHandle<PGconn> connection_;
    PgInterrupt::Aim aim_;
    std::string name_;
    std::string statement_;  ///< the one that runs, for errors
};

}  // namespace sparkify
