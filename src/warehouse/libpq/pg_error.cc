#include "warehouse/libpq/pg_error.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace sparkify {
namespace {

/// What an SQLSTATE, or all that begin like it, is for users.
struct Case {
    std::string_view sqlstate;
    ErrorCode code;
    const char* what;
    const char* next_step;
};

constexpr const char* kRefused = "the warehouse refused a statement";
constexpr const char* kStopped = "the server ended the connection";

// The first that fits counts.
constexpr std::array kCases{
    Case{"08P01", ErrorCode::statement_refused, kRefused, ""},
    Case{"08", ErrorCode::unreachable, kStopped, "see whether the server runs, and run again"},
    Case{"25006", ErrorCode::failed, "the warehouse takes no changes here",
         "`query` only reads; a run needs a server that takes changes"},
    Case{"28", ErrorCode::access_denied, kRefused, "check the user and what it may do"},
    Case{"40", ErrorCode::failed, "another transaction got in between", "run it again"},
    Case{"42501", ErrorCode::access_denied, "this user may not do that in the warehouse",
         "`sparkify doctor` says what a run needs; GRANT it, or log in as the owner of the tables"},
    Case{"2BP01", ErrorCode::failed, "something else depends on a table of the warehouse",
         "drop what depends on it (a view, perhaps), and make it again afterwards"},
    Case{"42", ErrorCode::statement_refused, kRefused, ""},
    Case{"0A", ErrorCode::statement_refused, kRefused, ""},
    Case{"53100", ErrorCode::failed, "the disk of the warehouse is full",
         "make room at the server and run again"},
    Case{"53200", ErrorCode::failed, "the server has no memory left", "run again"},
    Case{"57014", ErrorCode::failed, "the server cancelled a statement",
         "somebody cancelled it, or statement_timeout is too short for a run"},
    Case{"57P01", ErrorCode::unreachable, kStopped,
         "run again; if the server was stopped, when it is back"},
    Case{"57P02", ErrorCode::unreachable, kStopped,
         "run again; if the server was stopped, when it is back"},
    Case{"57P03", ErrorCode::unreachable, kStopped,
         "run again; if the server was stopped, when it is back"},
    Case{"57P05", ErrorCode::unreachable, kStopped, "idle_session_timeout is too short for a run"},
    Case{"25P03", ErrorCode::unreachable, kStopped,
         "idle_in_transaction_session_timeout is too short for a run"},
};

constexpr Case kOther{"", ErrorCode::failed, kRefused, ""};

const Case& case_of(std::string_view sqlstate) {
    for (const Case& it : kCases)
        if (sqlstate.starts_with(it.sqlstate)) return it;
    return kOther;
}

/// "ERROR:  column x does not exist" without the first word, which our own report begins with.
std::string_view without_severity(std::string_view text) {
    for (const std::string_view severity : {"ERROR:  ", "FATAL:  "})
        if (text.starts_with(severity)) text.remove_prefix(severity.size());
    while (text.ends_with('\n'))
        text.remove_suffix(1);
    return text;
}

}  // namespace

bool is_conflict(const PgReply& reply) {
    constexpr std::array<std::string_view, 2> kNumbers{"1023", "1018"};
    constexpr std::array<std::string_view, 3> kConflicts{
        "Serializable isolation violation on table",
        "could not complete because of conflict with concurrent transaction",
        "dropped by concurrent transaction"};
    if (reply.sqlstate == "40001" || reply.sqlstate == "40P01") return true;
    if (reply.sqlstate != "XX000") return false;
    return std::ranges::find(kNumbers, reply.message) != kNumbers.end() ||
           std::ranges::any_of(kConflicts, [&](std::string_view conflict) {
               return reply.text.find(conflict) != std::string::npos;
           });
}

StatementError statement_error_of(const PgReply& reply, const std::string& statement,
                                  const std::string& server) {
    const Case& it = case_of(reply.sqlstate);
    return {it.code,
            {it.what, server, std::string(without_severity(reply.text)), it.next_step},
            {reply.sqlstate, statement, is_conflict(reply) ? Retry::conflict : Retry::none}};
}

StatementError connection_lost_error(std::string_view reason, const std::string& statement,
                                     const std::string& server) {
    return {ErrorCode::unreachable,
            {"the connection to the warehouse was lost", server,
             std::string(reason.substr(0, reason.find('\n'))),
             "see whether the server runs, and run again"},
            {"", statement}};
}

StatementError interrupted_error(const std::string& statement, const std::string& server) {
    return {ErrorCode::interrupted,
            {"the run was interrupted", server, "", "nothing was changed; run it again"},
            {"57014", statement}};
}

}  // namespace sparkify
