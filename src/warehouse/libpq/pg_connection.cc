#include "warehouse/libpq/pg_connection.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <openssl/ssl.h>
#include <poll.h>

#include "base/error.h"
#include "warehouse/libpq/connect_error.h"
#include "warehouse/libpq/pg_error.h"
#include "warehouse/libpq/pg_values.h"

namespace sparkify {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// How long a server may take until a connection is made, unless connect_timeout says otherwise.
constexpr std::chrono::seconds kConnectTime{10};
constexpr std::chrono::seconds kForEver{std::chrono::hours(24)};

/// How often who waits for a connection looks whether it is to stop.
constexpr milliseconds kGlance{50};

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text != nullptr ? text : "";
}

PgReply reply_of(const PGresult* result) {
    return {field(result, PG_DIAG_SQLSTATE), field(result, PG_DIAG_MESSAGE_PRIMARY),
            PQresultErrorMessage(result)};
}

/// Called by libpq, which knows no exceptions.
void take_notice(void* sink, const PGresult* result) noexcept {
    try {
        const auto& on_notice = *static_cast<const PgConnection::NoticeSink*>(sink);
        if (on_notice)
            on_notice({field(result, PG_DIAG_SEVERITY_NONLOCALIZED),
                       field(result, PG_DIAG_MESSAGE_PRIMARY)});
    } catch (...) {
        // A notice that cannot be passed on is no reason to fail.
    }
}

std::uint64_t rows_changed(PGresult* result) {
    const std::string_view text = PQcmdTuples(result);
    std::uint64_t rows = 0;
    std::from_chars(text.data(), text.data() + text.size(), rows);
    return rows;
}

std::vector<ResultColumn> columns_of(const PGresult* result) {
    std::vector<ResultColumn> columns;
    for (int column = 0; column < PQnfields(result); ++column)
        columns.push_back({PQfname(result, column), is_numeric_type(PQftype(result, column))});
    return columns;
}

std::vector<Value> row_of(const PGresult* result, int row) {
    std::vector<Value> values;
    values.reserve(static_cast<std::size_t>(PQnfields(result)));
    for (int column = 0; column < PQnfields(result); ++column) {
        if (PQgetisnull(result, row, column) != 0) {
            values.emplace_back(std::monostate());
            continue;
        }
        const auto size = static_cast<std::size_t>(PQgetlength(result, row, column));
        values.push_back(
            value_of({PQgetvalue(result, row, column), size}, PQftype(result, column)));
    }
    return values;
}

std::string text_or(const char* text, const char* otherwise) {
    return text != nullptr && *text != '\0' ? text : otherwise;
}

}  // namespace

PgConnection::PgConnection(const Options& options)
    : interrupt_(options.interrupt), on_notice_(std::make_unique<NoticeSink>(options.on_notice)) {
    connect(options);
    name_ = name_of_connection(options.engine);
    PQsetErrorVerbosity(get(), PQERRORS_DEFAULT);
    PQsetnonblocking(get(), 1);
    aim_ = interrupt_->aim_at(get());
}

void PgConnection::connect(const Options& options) {
    ConnectionParameters parameters = options.parameters;
    if (options.log_in) options.log_in(parameters);
    connection_.reset(
        PQconnectStartParams(parameters.keywords().data(), parameters.values().data(), 0));
    if (get() == nullptr) throw Error(ErrorCode::failed, {"there is no memory left", "", "", ""});
    PQsetErrorVerbosity(get(), PQERRORS_VERBOSE);
    PQsetNoticeReceiver(get(), take_notice, on_notice_.get());
    const std::chrono::seconds time = connect_time(parameters);
    const auto deadline = steady_clock::now() + time;
    PostgresPollingStatusType asked = PGRES_POLLING_WRITING;
    while (asked != PGRES_POLLING_OK) {
        if (asked == PGRES_POLLING_FAILED || PQstatus(get()) == CONNECTION_BAD)
            throw connect_error_of(PQerrorMessage(get()), name_of_connection(options.engine),
                                   options.engine);
        wait_while_connecting(asked, options.stop, deadline);
        if (options.stop.stop_requested() || interrupt_->requested())
            throw interrupted_error("", name_of_connection(options.engine));
        if (steady_clock::now() >= deadline)
            throw connect_timeout_error(name_of_connection(options.engine), options.engine, time);
        asked = PQconnectPoll(get());
    }
}

/// connect_timeout as libpq finds it (PGCONNECT_TIMEOUT, a service file), for each of the hosts.
std::chrono::seconds PgConnection::connect_time(const ConnectionParameters& parameters) const {
    const PgHandle<PQconninfoOption> options(PQconninfo(get()));
    const std::string hosts = parameters.value_of("host");
    const auto host_count = 1 + std::ranges::count(hosts, ',');
    for (const PQconninfoOption* option = options.get();
         option != nullptr && option->keyword != nullptr; ++option) {
        if (std::string_view(option->keyword) != "connect_timeout" || option->val == nullptr)
            continue;
        const std::string_view text = option->val;
        int seconds = 0;
        std::from_chars(text.data(), text.data() + text.size(), seconds);
        return seconds > 0 ? std::chrono::seconds(seconds) * host_count : kForEver;
    }
    return kConnectTime * host_count;
}

void PgConnection::wait_while_connecting(PostgresPollingStatusType asked,
                                         const std::stop_token& stop,
                                         steady_clock::time_point deadline) const {
    pollfd socket{PQsocket(get()),
                  static_cast<short>(asked == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
    while (!stop.stop_requested() && !interrupt_->requested() && steady_clock::now() < deadline)
        if (::poll(&socket, 1, static_cast<int>(kGlance.count())) != 0) return;
}

std::string PgConnection::name_of_connection(Engine engine) const {
    const char* scheme = engine == Engine::redshift ? "redshift" : "postgres";
    const std::string host = text_or(PQhost(get()), "localhost");
    const std::string user = text_or(PQuser(get()), "");
    const std::string database = text_or(PQdb(get()), "");
    if (host.starts_with('/'))
        return fmt::format("{}://{}@/{}?host={}", scheme, user, database, host);
    return fmt::format("{}://{}@{}:{}/{}", scheme, user, host, text_or(PQport(get()), "5432"),
                       database);
}

PgConnection::Facts PgConnection::facts() const {
    Facts facts;
    facts.user = text_or(PQuser(get()), "");
    facts.database = text_or(PQdb(get()), "");
    facts.host = text_or(PQhost(get()), "");
    facts.address = facts.host.starts_with('/')
                        ? facts.host
                        : fmt::format("{}:{}", text_or(PQhostaddr(get()), facts.host.c_str()),
                                      text_or(PQport(get()), ""));
    if (PQsslInUse(get()) != 0)
        facts.encryption = fmt::format("{}, {}", PQsslAttribute(get(), "protocol"),
                                       PQsslAttribute(get(), "cipher"));
    return facts;
}

int PgConnection::server_version() const {
    return PQserverVersion(get());
}

std::string PgConnection::reported(const char* parameter) const {
    return text_or(PQparameterStatus(get(), parameter), "");
}

bool PgConnection::is_alive() const {
    return get() != nullptr && PQstatus(get()) == CONNECTION_OK;
}

std::uint64_t PgConnection::execute(const std::string& statements) {
    send(statements);
    const PgHandle<PGresult> result = last_result();
    require_success(result.get());
    return rows_changed(result.get());
}

std::string PgConnection::tag_of(const std::string& statement) {
    send(statement);
    const PgHandle<PGresult> result = last_result();
    require_success(result.get());
    return PQcmdStatus(result.get());
}

ResultTable PgConnection::query(const std::string& statement,
                                const std::vector<PgParameter>& parameters) {
    send(statement, parameters);
    const PgHandle<PGresult> result = last_result();
    require_success(result.get());
    ResultTable table;
    table.columns = columns_of(result.get());
    for (int row = 0; row < PQntuples(result.get()); ++row)
        table.rows.push_back(row_of(result.get(), row));
    return table;
}

void PgConnection::stream(const std::string& statement, Warehouse::RowConsumer& consumer) {
    send(statement, {});
    PQsetSingleRowMode(get());
    bool begun = false;
    bool refused = false;
    try {
        while (const PgHandle<PGresult> result = next_result()) {
            refused = true;
            require_success(result.get());
            refused = false;
            throw_if_interrupted();
            if (!std::exchange(begun, true)) consumer.begin(columns_of(result.get()));
            for (int row = 0; row < PQntuples(result.get()); ++row)
                consumer.row(row_of(result.get(), row));
        }
    } catch (...) {
        if (!refused && !interrupt_->requested()) cancel_statement();
        drop_rest();
        throw;
    }
}

/// Has the server stop what nobody waits for any more.
void PgConnection::cancel_statement() noexcept {
    if (!is_alive()) return;
    const PgHandle<PGcancel> cancel(PQgetCancel(get()));
    std::array<char, 256> message{};
    PQcancel(cancel.get(), message.data(), static_cast<int>(message.size()));
}

/// Takes the rest of an answer, so that there can be another question.
void PgConnection::drop_rest() noexcept {
    try {
        while (is_alive() && next_result() != nullptr) {
        }
    } catch (...) {
        // What made the caller stop is what users are told.
    }
}

std::uint64_t PgConnection::copy(const std::string& statement,
                                 const std::function<void(const PutBytes& put)>& write) {
    begin_copy(statement);
    try {
        write([this](std::span<const char> bytes) { put(bytes); });
    } catch (...) {
        abandon_copy();
        throw;
    }
    require_sent(PQputCopyEnd(get(), nullptr) == 1);
    flush();
    const PgHandle<PGresult> result = last_result();
    require_success(result.get());
    return rows_changed(result.get());
}

void PgConnection::begin_copy(const std::string& statement) {
    send(statement);
    const PgHandle<PGresult> result = result_of_any_kind();
    if (PQresultStatus(result.get()) == PGRES_COPY_IN) return;
    static_cast<void>(last_result());
    require_success(result.get());
}

void PgConnection::put(std::span<const char> bytes) {
    throw_if_interrupted();
    require_sent(PQputCopyData(get(), bytes.data(), static_cast<int>(bytes.size())) == 1);
    flush();
}

/// Has a COPY fail that is going on, because of what the caller met.
void PgConnection::abandon_copy() noexcept {
    if (!is_alive()) return;
    PQputCopyEnd(get(), "the rows could not be read");
    try {
        flush();
    } catch (...) {
        return;
    }
    drop_rest();
}

void PgConnection::send(const std::string& statement) {
    throw_if_interrupted();
    statement_ = statement;
    require_sent(PQsendQuery(get(), statement.c_str()) == 1);
    flush();
}

void PgConnection::send(const std::string& statement, const std::vector<PgParameter>& parameters) {
    throw_if_interrupted();
    statement_ = statement;
    std::vector<const char*> values;
    for (const PgParameter& parameter : parameters)
        values.push_back(parameter ? parameter->c_str() : nullptr);
    require_sent(PQsendQueryParams(get(), statement.c_str(), static_cast<int>(values.size()),
                                   nullptr, values.data(), nullptr, nullptr, 0) == 1);
    flush();
}

void PgConnection::throw_if_interrupted() const {
    if (interrupt_->requested()) throw interrupted_error(statement_, name_);
}

void PgConnection::require_sent(bool sent) {
    if (!sent) throw_lost();
}

/// Waits until everything was sent, so that no more than one message is ever kept here.
void PgConnection::flush() {
    for (;;) {
        const int left = PQflush(get());
        if (left < 0) throw_lost();
        if (left == 0) return;
        // A server that has something to say may take nothing until it was heard.
        wait(POLLIN | POLLOUT);
        if (PQconsumeInput(get()) == 0) throw_lost();
    }
}

/// Bytes that OpenSSL has read and libpq has not taken: the socket knows nothing of them.
bool PgConnection::has_unread_bytes() const {
    auto* const tls = static_cast<SSL*>(PQsslStruct(get(), "OpenSSL"));
    return tls != nullptr && SSL_pending(tls) > 0;
}

void PgConnection::wait(short events) {
    if ((events & POLLIN) != 0 && has_unread_bytes() && !interrupt_->requested()) return;
    std::array<pollfd, 2> descriptors{
        {{PQsocket(get()), events, 0}, {interrupt_->descriptor(), POLLIN, 0}}};
    if (!interrupt_->requested()) {
        ::poll(descriptors.data(), descriptors.size(), -1);
        if (descriptors[0].revents != 0 || !interrupt_->requested()) return;
    }
    // The server was asked to cancel, and has to say so.
    const auto left = std::chrono::ceil<milliseconds>(interrupt_->when() + PgInterrupt::kPatience -
                                                      steady_clock::now());
    if (::poll(descriptors.data(), 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0))) >
        0)
        return;
    give_up();
    throw interrupted_error(statement_, name_);
}

PgHandle<PGresult> PgConnection::result_of_any_kind() {
    while (PQisBusy(get()) != 0) {
        wait(POLLIN);
        // Where the connection is lost, the result says so, behind what the server said last.
        if (PQconsumeInput(get()) == 0) break;
    }
    return PgHandle<PGresult>(PQgetResult(get()));
}

PgHandle<PGresult> PgConnection::next_result() {
    PgHandle<PGresult> result = result_of_any_kind();
    switch (PQresultStatus(result.get())) {
        case PGRES_COPY_IN:
        case PGRES_COPY_OUT:
        case PGRES_COPY_BOTH:
            break;
        default:
            return result;
    }
    // What is copied is not a result, and has to be taken or given before anything else.
    give_up();
    throw StatementError(ErrorCode::statement_refused,
                         {"COPY cannot be a statement here", name_, "", "SELECT the rows"},
                         {"0A000", statement_});
}

/// The last result, or the first that is an error.
PgHandle<PGresult> PgConnection::last_result() {
    PgHandle<PGresult> last;
    while (PgHandle<PGresult> result = next_result())
        if (last == nullptr || PQresultStatus(last.get()) != PGRES_FATAL_ERROR)
            last = std::move(result);
    return last;
}

void PgConnection::require_success(const PGresult* result) const {
    switch (PQresultStatus(result)) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_SINGLE_TUPLE:
        case PGRES_EMPTY_QUERY:
            return;
        default:
            break;
    }
    if (interrupt_->requested()) throw interrupted_error(statement_, name_);
    const PgReply reply = reply_of(result);
    if (reply.sqlstate.empty()) throw connection_lost_error(reply.text, statement_, name_);
    throw statement_error_of(reply, statement_, name_);
}

/// Closes the connection: nothing that comes of it is waited for.
void PgConnection::give_up() {
    aim_.reset();
    connection_.reset();
}

void PgConnection::throw_lost() const {
    if (get() == nullptr) throw connection_lost_error("", statement_, name_);
    const std::string reason = PQerrorMessage(get());
    // What the server said before it went says more.
    while (!is_alive()) {
        const PgHandle<PGresult> result(PQgetResult(get()));
        if (result == nullptr) break;
        if (const PgReply reply = reply_of(result.get()); !reply.sqlstate.empty())
            throw statement_error_of(reply, statement_, name_);
    }
    if (is_alive())
        throw StatementError(ErrorCode::failed,
                             {"the warehouse could not be told what to do", name_,
                              reason.substr(0, reason.find('\n')), ""},
                             {"", statement_});
    throw connection_lost_error(reason, statement_, name_);
}

}  // namespace sparkify
