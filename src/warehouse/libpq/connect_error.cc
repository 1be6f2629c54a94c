#include "warehouse/libpq/connect_error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>

#include <fmt/format.h>

namespace sparkify {
namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool is_sqlstate(std::string_view text) {
    return text.size() == 5 && std::ranges::all_of(text, [](char byte) {
               const auto it = static_cast<unsigned char>(byte);
               return std::isdigit(it) != 0 || std::isupper(it) != 0;
           });
}

/// What a server said: "FATAL:  28P01: password authentication failed for user "me"".
struct ServerReply {
    std::string sqlstate;  ///< empty if it was not the server who spoke
    std::string text;
};

ServerReply reply_in(std::string_view message) {
    for (std::size_t colon = message.find(":  "); colon != std::string_view::npos;
         colon = message.find(":  ", colon + 1)) {
        const std::string_view rest = message.substr(colon + 3);
        if (rest.size() < 7 || !is_sqlstate(rest.substr(0, 5)) || rest.substr(5, 2) != ": ")
            continue;
        const std::string_view text = rest.substr(7);
        return {std::string(rest.substr(0, 5)), std::string(text.substr(0, text.find('\n')))};
    }
    return {};
}

/// What to do next, which depends on where a server is: one's own, or a cluster in the cloud that
/// dwh.cfg describes.
struct NextStep {
    const char* at_postgres;
    const char* at_redshift;

    [[nodiscard]] const char* at(Engine engine) const {
        return engine == Engine::redshift ? at_redshift : at_postgres;
    }
};

/// What a case looks like, and what it is for users.
struct Case {
    std::string_view mark;
    ConnectStep step;
    ErrorCode code;
    const char* what;
    NextStep next_step;
};

constexpr const char* kAskForCertificate =
    "name the file with the server's authority in PGSSLROOTCERT, or sslrootcert=FILE in the URL";
constexpr NextStep kForCertificate{kAskForCertificate, kAskForCertificate};
constexpr NextStep kSoon{"try again in a moment", "try again in a moment"};

constexpr const char* kIsClusterUp =
    "check host and port, whether the cluster runs (one that is paused does not), and whether its "
    "security group lets this machine in";
constexpr NextStep kIsServerUp{"check host and port, and whether the server runs", kIsClusterUp};
constexpr NextStep kIsServerReached{
    "check host and port, and whether a firewall or a network rule lets you through", kIsClusterUp};

constexpr Case kWrongPassword{
    "28P01",
    ConnectStep::login,
    ErrorCode::access_denied,
    "the server does not take the password",
    {"check the user and the password; the password is that of the URL, or, where the URL is just "
     "postgres, of [CLUSTER] in dwh.cfg, or else that of PGPASSWORD or ~/.pgpass",
     "check the user and the password; the password is that of the URL, or of dwh.cfg ([CLUSTER] "
     "DB_PASSWORD, [DWH] DWH_DB_PASSWORD), or else that of PGPASSWORD or ~/.pgpass; without any, "
     "that of AWS"}};

// Told by the SQLSTATE of the server.
constexpr std::array kReplies{
    kWrongPassword,
    Case{"28000",
         ConnectStep::login,
         ErrorCode::access_denied,
         "the server does not let this user in",
         {"check user and database, and whether the server wants TLS (sslmode=require in the URL); "
          "its pg_hba.conf decides",
          "check the user and the database"}},
    Case{"3D000",
         ConnectStep::login,
         ErrorCode::unreachable,
         "there is no such database",
         {"make it (createdb), or name another at the end of the URL",
          "check [CLUSTER] DB_NAME in dwh.cfg, or the end of the URL"}},
    Case{"42501",
         ConnectStep::login,
         ErrorCode::access_denied,
         "this user may not use the database",
         {"GRANT CONNECT ON DATABASE ... TO ...", "check the user and the database"}},
    Case{"53300",
         ConnectStep::login,
         ErrorCode::unreachable,
         "the server has no connection to spare",
         {"try again later, or raise max_connections", "try again later"}},
    Case{"57P03", ConnectStep::login, ErrorCode::unreachable, "the server is starting or stopping",
         kSoon},
};

// Told by the words of libpq, which are English: nothing here sets a locale.
constexpr const char* kNonsense = "a part of the warehouse URL makes no sense";
constexpr NextStep kWriteLike{"write postgres://USER@HOST:PORT/DATABASE?sslmode=verify-full",
                              "write redshift://USER@HOST:PORT/DATABASE"};

constexpr std::array kWords{
    Case{"for connection option \"", ConnectStep::address, ErrorCode::configuration, kNonsense,
         kWriteLike},
    Case{" value: \"", ConnectStep::address, ErrorCode::configuration, kNonsense, kWriteLike},
    Case{"could not match ", ConnectStep::address, ErrorCode::configuration, kNonsense, kWriteLike},
    Case{"invalid port number", ConnectStep::address, ErrorCode::configuration, kNonsense,
         kWriteLike},
    Case{"could not translate host name",
         ConnectStep::address,
         ErrorCode::unreachable,
         "there is no such host",
         {"check the host's name",
          "check the host's name, which is that of the URL or of [CLUSTER] HOST in dwh.cfg; that "
          "of a "
          "cluster made a moment ago may not be known everywhere yet"}},
    Case{"Connection refused", ConnectStep::port, ErrorCode::unreachable,
         "nobody listens at this port", kIsServerUp},
    Case{"No such file or directory\n\tIs the server running locally",
         ConnectStep::port,
         ErrorCode::unreachable,
         "no server runs on this machine",
         {"start it, or name its host in the URL", "name the cluster's host"}},
    Case{"certificate verify failed", ConnectStep::encryption, ErrorCode::access_denied,
         "the server's certificate is not trusted", kForCertificate},
    Case{"root certificate file", ConnectStep::encryption, ErrorCode::configuration,
         "there is nothing to check the server's certificate with", kForCertificate},
    Case{"does not match host name",
         ConnectStep::encryption,
         ErrorCode::access_denied,
         "the server's certificate is for another host",
         {"use the host's name as the certificate has it",
          "use the host's name as the certificate has it; through a tunnel, sslmode=verify-ca in "
          "the URL does without it"}},
    Case{"server does not support SSL",
         ConnectStep::encryption,
         ErrorCode::access_denied,
         "the server does not encrypt, but it is asked to",
         {"switch TLS on at the server",
          "check host and port: every Redshift cluster encrypts, so this is none"}},
    Case{"authentication method 13 not supported",
         ConnectStep::login,
         ErrorCode::configuration,
         "the password of this user is kept in a way that only drivers of Amazon's own understand",
         {"ALTER USER ... PASSWORD '...'",
          "ALTER USER ... PASSWORD '...' without `sha256|`, or use temporary credentials"}},
    Case{"no password supplied",
         ConnectStep::login,
         ErrorCode::access_denied,
         "the server asks for a password, and there is none",
         {"put it into PGPASSWORD or ~/.pgpass",
          "put it into [CLUSTER] DB_PASSWORD of dwh.cfg, PGPASSWORD or ~/.pgpass; for a temporary "
          "one, name the cluster: [DWH] DWH_CLUSTER_IDENTIFIER"}},
    Case{"SSL",
         ConnectStep::encryption,
         ErrorCode::unreachable,
         "an encrypted connection cannot be made",
         {"check sslmode and the server's TLS", "check host and port"}},
};

ConnectError error_of(const Case& it, const std::string& server, Engine engine,
                      std::string reason) {
    return {it.code, {it.what, server, std::move(reason), it.next_step.at(engine)}, it.step};
}

/// libpq tells the story of each address it tried; the last line with words is the best.
std::string without_preamble(std::string_view message) {
    constexpr std::string_view kFailed = " failed: ";
    const std::size_t failed = message.rfind(kFailed);
    if (failed != std::string_view::npos) message.remove_prefix(failed + kFailed.size());
    return std::string(message.substr(0, message.find('\n')));
}

ConnectError error_of(const ServerReply& reply, const std::string& server, Engine engine) {
    // Redshift has no SQLSTATE of its own for that: it is younger than what Redshift was made from.
    if (reply.sqlstate == "28000" && contains(reply.text, "password authentication failed"))
        return error_of(kWrongPassword, server, engine, reply.text);
    for (const Case& it : kReplies)
        if (it.mark == reply.sqlstate) return error_of(it, server, engine, reply.text);
    return {ErrorCode::unreachable,
            {"the server does not let us in", server,
             fmt::format("{} (SQLSTATE {})", reply.text, reply.sqlstate), ""},
            ConnectStep::login};
}

}  // namespace

ConnectError connect_error_of(std::string_view message, const std::string& server, Engine engine) {
    if (const ServerReply reply = reply_in(message); !reply.sqlstate.empty())
        return error_of(reply, server, engine);
    for (const Case& it : kWords)
        if (contains(message, it.mark))
            return error_of(it, server, engine, without_preamble(message));
    return {ErrorCode::unreachable,
            {"cannot reach the warehouse", server, without_preamble(message),
             kIsServerReached.at(engine)},
            ConnectStep::port};
}

ConnectError connect_timeout_error(const std::string& server, Engine engine,
                                   std::chrono::seconds time) {
    return {
        ErrorCode::unreachable,
        {"the server does not answer", server,
         fmt::format("nothing came within {} seconds", time.count()), kIsServerReached.at(engine)},
        ConnectStep::port};
}

}  // namespace sparkify
