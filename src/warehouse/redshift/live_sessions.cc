#include "warehouse/redshift/live_sessions.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "warehouse/sql_text.h"
#include "warehouse/statement_error.h"

namespace sparkify {
namespace {

/// How long the cluster may take to know of a session that has begun.
constexpr std::chrono::seconds kPatience{30};
constexpr std::chrono::milliseconds kBetweenLooks{250};

}  // namespace

LiveSessions::LiveSessions(PgConnection& connection, std::int64_t process)
    : connection_(connection) {
    own_.user = to_text(connection.query("SELECT current_user").rows.at(0).at(0));
    own_.process = process;
    ResultTable sessions;
    try {
        sessions = sessions_of(own_.process);
    } catch (const StatementError&) {
        if (!connection.is_alive()) throw;
        serverless_ = true;
    }
    // A history is late.
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (sessions.rows.empty() && std::chrono::steady_clock::now() < deadline) {
        sessions = sessions_of(own_.process);
        if (sessions.rows.empty()) std::this_thread::sleep_for(kBetweenLooks);
    }
    if (sessions.rows.empty())
        throw Error(ErrorCode::failed,
                    {"the cluster does not know of this session", connection.name(),
                     "without that, a lock could not be taken from a run that was killed", ""});
    // Of an earlier session of the same number, history may tell, too.
    own_.started = to_text(sessions.rows.back().at(0));
}

/// Only provisioned clusters have STV views, and those are what there is now; Serverless has a
/// history, which says what goes on.
std::string LiveSessions::question(std::int64_t process) const {
    if (serverless_)
        return fmt::format(
            "SELECT start_time FROM sys_session_history "
            "WHERE session_id = {} AND status = 'active' ORDER BY start_time",
            process);
    return fmt::format("SELECT starttime FROM stv_sessions WHERE process = {} ORDER BY starttime",
                       process);
}

ResultTable LiveSessions::sessions_of(std::int64_t process) {
    return connection_.query(question(process));
}

bool LiveSessions::is_live(const SessionName& session) {
    const ResultTable sessions = sessions_of(session.process);
    return std::ranges::any_of(sessions.rows, [&](const std::vector<Value>& row) {
        return to_text(row.at(0)) == session.started;
    });
}

bool LiveSessions::may_see(const std::string& user) {
    if (user == own_.user) return true;
    const ResultTable self = connection_.query(fmt::format(
        "SELECT usesuper FROM pg_catalog.pg_user WHERE usename = {}", quoted_text(own_.user)));
    return !self.rows.empty() && std::get<bool>(self.rows[0].at(0));
}

}  // namespace sparkify
