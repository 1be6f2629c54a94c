#include "warehouse/postgres/advisory_lock.h"

#include <thread>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "warehouse/postgres/postgres_session.h"

namespace sparkify {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// One lock per database, as there is one ledger. The two numbers are those of nobody else:
// "spkf", 1.
constexpr const char* kTryToLock = "SELECT pg_try_advisory_lock(1936747366, 1)";

// application_name says who it is, to everybody; when a session began is for its own user to know.
constexpr const char* kWhoHolds = R"(
SELECT activity.application_name
     , to_char(activity.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
FROM pg_catalog.pg_locks AS held
JOIN pg_catalog.pg_stat_activity AS activity ON activity.pid = held.pid
JOIN pg_catalog.pg_database AS database ON database.oid = held.database
WHERE held.locktype = 'advisory'
  AND held.classid = 1936747366
  AND held.objid = 1
  AND held.granted
  AND database.datname = current_database())";

/// How long a server may take to notice that a run was killed, and how long that the connection to
/// one was lost.
constexpr milliseconds kKilledRunPatience{500};
constexpr milliseconds kLostSessionPatience{30'000};

constexpr milliseconds kBetweenTries{50};

bool try_to_lock(PgConnection& connection) {
    return std::get<bool>(connection.query(kTryToLock).rows.at(0).at(0));
}

}  // namespace

std::optional<std::string> holder_of_lock(PgConnection& connection) {
    const ResultTable holders = connection.query(kWhoHolds);
    if (holders.rows.empty()) return std::nullopt;
    const std::vector<Value>& holder = holders.rows.front();
    const std::string since = to_text(holder.at(1));
    return to_text(holder.at(0)) + (since.empty() ? "" : fmt::format(", since {} UTC", since));
}

AdvisoryLock::AdvisoryLock(PgConnection::Options options)
    : options_(std::move(options)), connection_(connect_and_lock(kKilledRunPatience)) {
    // What ends a run while it begins is not to end the recording of it.
    options_.stop = {};
}

AdvisoryLock::~AdvisoryLock() {
    if (!connection_->is_alive()) return;
    try {
        options_.interrupt->reset();
        connection_->execute("SELECT pg_advisory_unlock_all()");
    } catch (...) {
        // It goes with the session.
    }
}

void AdvisoryLock::reconnect() {
    connection_ = connect_and_lock(kLostSessionPatience);
}

std::unique_ptr<PgConnection> AdvisoryLock::connect_and_lock(milliseconds patience) const {
    auto connection = std::make_unique<PgConnection>(options_);
    prepare_session(*connection);
    const auto deadline = steady_clock::now() + patience;
    while (!try_to_lock(*connection)) {
        if (steady_clock::now() >= deadline)
            throw Error(ErrorCode::locked,
                        {"another run holds the warehouse", connection->name(),
                         holder_of_lock(*connection).value_or("it has only just ended"),
                         "wait until it has finished, or stop it"});
        std::this_thread::sleep_for(kBetweenTries);
    }
    return connection;
}

}  // namespace sparkify
