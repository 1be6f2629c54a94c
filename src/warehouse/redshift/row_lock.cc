#include "warehouse/redshift/row_lock.h"

#include <thread>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "base/process_name.h"
#include "warehouse/redshift/redshift_catalog.h"
#include "warehouse/redshift/redshift_session.h"
#include "warehouse/sql_text.h"
#include "warehouse/statement_error.h"

namespace sparkify {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// The lock is there before there is a model, so its table is not a part of one.
constexpr const char* kCreateTable = R"(
CREATE TABLE etl.run_lock (
      process_id        INTEGER NOT NULL
    , session_started   TIMESTAMP NOT NULL
    , user_name         VARCHAR(128) NOT NULL
    , program           VARCHAR(256) NOT NULL
))";

/// How long a server may take to notice that a run was killed, and how long that the connection to
/// one was lost.
constexpr milliseconds kKilledRunPatience{1'500};
constexpr milliseconds kLostSessionPatience{60'000};

constexpr milliseconds kBetweenTries{200};

/// How long the table may be in the hands of a transaction that is none of this program's.
constexpr milliseconds kTablePatience{10'000};
constexpr const char* kCancelled = "57014";

/// Somebody else may be creating it at the same time.
void create_missing_table(PgConnection& connection) {
    constexpr unsigned kTries = 3;
    for (unsigned tries = 1; !has_table(connection, "etl", "run_lock"); ++tries) {
        try {
            if (!has_schema(connection, "etl")) connection.execute("CREATE SCHEMA etl");
            connection.execute(kCreateTable);
        } catch (const StatementError&) {
            if (tries == kTries || !connection.is_alive()) throw;
            std::this_thread::sleep_for(kBetweenTries);
        }
    }
}

SessionName session_in(const std::vector<Value>& row) {
    return {std::get<std::int64_t>(row.at(0)), to_text(row.at(1)), to_text(row.at(2))};
}

bool is_same(const SessionName& left, const SessionName& right) {
    return left.process == right.process && left.started == right.started;
}

LockHolder::State state_of(const SessionName& session, LiveSessions& sessions) {
    if (sessions.is_live(session)) return LockHolder::State::alive;
    return sessions.may_see(session.user) ? LockHolder::State::ended : LockHolder::State::unknown;
}

/// Who holds the lock beside this session, if somebody does whose row counts. Rows of sessions that
/// have ended may be left.
std::optional<LockHolder> other_holder(PgConnection& connection, LiveSessions& sessions) {
    const ResultTable rows = connection.query(
        "SELECT process_id, session_started, user_name, program FROM etl.run_lock");
    for (const std::vector<Value>& row : rows.rows) {
        const SessionName session = session_in(row);
        if (is_same(session, sessions.own())) continue;
        const LockHolder::State state = state_of(session, sessions);
        if (state == LockHolder::State::ended) continue;
        return LockHolder{fmt::format("{}, user {}, since {} UTC", to_text(row.at(3)), session.user,
                                      session.started),
                          state};
    }
    return std::nullopt;
}

void remove_row_of(PgConnection& connection, const SessionName& session) {
    connection.execute(
        fmt::format("DELETE FROM etl.run_lock WHERE process_id = {} AND session_started = {}",
                    session.process, quoted_text(session.started)));
}

/// Has the table to itself for the rest of the transaction. Without a limit, whoever has looked at
/// it in a transaction that goes on would keep every run waiting.
void lock_table(PgConnection& connection) {
    connection.execute(fmt::format("SET statement_timeout TO {}", kTablePatience.count()));
    connection.execute("BEGIN");
    try {
        connection.execute("LOCK TABLE etl.run_lock");
        connection.execute("RESET statement_timeout");
    } catch (const StatementError& error) {
        if (error.cause().sqlstate != kCancelled || error.code() == ErrorCode::interrupted) throw;
        throw Error(ErrorCode::locked,
                    {"a transaction keeps the table of run locks to itself", connection.name(),
                     "somebody has looked at etl.run_lock and not ended the transaction",
                     "COMMIT it; SVV_TRANSACTIONS shows whose it is"});
    }
}

void take_back(PgConnection& connection) {
    connection.execute("ROLLBACK");
    connection.execute("RESET statement_timeout");
}

/// Writes the row of this session, if nobody else has the lock. The table itself is locked for the
/// moment in which that is decided.
std::optional<LockHolder> write_row(PgConnection& connection, LiveSessions& sessions,
                                    bool escapes_by_backslash) {
    const auto quoted = [&](const std::string& text) {
        return quoted_text(text, escapes_by_backslash);
    };
    try {
        lock_table(connection);
        if (auto holder = other_holder(connection, sessions)) {
            take_back(connection);
            return holder;
        }
        const SessionName& own = sessions.own();
        connection.execute("DELETE FROM etl.run_lock");
        connection.execute(fmt::format(
            "INSERT INTO etl.run_lock (process_id, session_started, user_name, program) "
            "VALUES ({}, {}, {}, {})",
            own.process, quoted(own.started), quoted(own.user),
            quoted("sparkify: " + this_process())));
        connection.execute("COMMIT");
    } catch (...) {
        if (connection.is_alive()) take_back(connection);
        throw;
    }
    return std::nullopt;
}

/// Takes the lock unless somebody holds it, who is returned. Looks again when the row is committed:
/// a transaction sees what there was when it began, which may be before it got the table.
std::optional<LockHolder> try_to_lock(PgConnection& connection, LiveSessions& sessions,
                                      bool escapes_by_backslash) {
    if (auto holder = write_row(connection, sessions, escapes_by_backslash)) return holder;
    auto other = other_holder(connection, sessions);
    if (other) remove_row_of(connection, sessions.own());
    return other;
}

[[noreturn]] void throw_locked(const PgConnection& connection, const LockHolder& holder) {
    if (holder.state == LockHolder::State::alive)
        throw Error(ErrorCode::locked, {"another run holds the warehouse", connection.name(),
                                        holder.name, "wait until it has finished, or stop it"});
    throw Error(ErrorCode::locked,
                {"another user's run may hold the warehouse", connection.name(),
                 holder.name + "; only that user and superusers can see whether it goes on",
                 "run as that user, or, if that run has ended, DELETE FROM etl.run_lock"});
}

}  // namespace

std::optional<LockHolder> holder_of_row_lock(PgConnection& connection, std::int64_t process) {
    if (!has_table(connection, "etl", "run_lock")) return std::nullopt;
    LiveSessions sessions(connection, process);
    return other_holder(connection, sessions);
}

RowLock::RowLock(PgConnection::Options options)
    : options_(std::move(options)), connection_(connect_and_lock(kKilledRunPatience)) {
    // What ends a run while it begins is not to end the recording of it.
    options_.stop = {};
}

RowLock::~RowLock() {
    if (!connection_->is_alive()) return;
    try {
        options_.interrupt->reset();
        remove_row_of(*connection_, own_);
    } catch (...) {
        // Without the session the row does not count.
    }
}

void RowLock::reconnect() {
    connection_ = connect_and_lock(kLostSessionPatience);
}

std::unique_ptr<PgConnection> RowLock::connect_and_lock(milliseconds patience) {
    auto connection = std::make_unique<PgConnection>(options_);
    RedshiftTraits traits = prepare_redshift_session(*connection);
    create_missing_table(*connection);
    LiveSessions sessions(*connection, traits.process);
    own_ = sessions.own();
    const auto deadline = steady_clock::now() + patience;
    while (const auto holder = try_to_lock(*connection, sessions, traits.escapes_by_backslash)) {
        if (holder->state == LockHolder::State::unknown || steady_clock::now() >= deadline)
            throw_locked(*connection, *holder);
        std::this_thread::sleep_for(kBetweenTries);
    }
    traits_ = std::move(traits);
    return connection;
}

}  // namespace sparkify
