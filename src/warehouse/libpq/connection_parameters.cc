#include "warehouse/libpq/connection_parameters.h"

#include <utility>

#include <libpq-fe.h>

#include "base/error.h"
#include "warehouse/libpq/pg_handles.h"

namespace sparkify {
namespace {

constexpr const char* kPassword = "password";

/// libpq repeats the URL, with the password in it, so its words are not shown.
[[noreturn]] void throw_bad_url(const std::string& source) {
    throw Error(
        ErrorCode::configuration,
        {"cannot understand the warehouse URL", source, "",
         "write SCHEME://USER@HOST:PORT/DATABASE; in a password, write %40 for @, %3A for : "
         "and %2F for /"});
}

}  // namespace

ConnectionParameters::ConnectionParameters(const ServerSettings& server,
                                           const std::string& source) {
    if (!server.url.empty()) {
        take_url(server.url, source);
        return;
    }
    set("host", server.host);
    set("port", server.port);
    set("dbname", server.database);
    set("user", server.user);
    set(kPassword, server.password.reveal());
}

void ConnectionParameters::take_url(const Secret& url, const std::string& source) {
    const PgHandle<PQconninfoOption> options(PQconninfoParse(url.reveal().c_str(), nullptr));
    if (options == nullptr) throw_bad_url(source);
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
        if (option->val != nullptr) set(option->keyword, option->val);
    // With a bare @ or / in a password the rest of it would be taken for a host, a port or a
    // database, and be shown as such.
    const bool misread = value_of("host").find('@') != std::string::npos ||
                         value_of("dbname").find('@') != std::string::npos ||
                         value_of("port").find_first_not_of("0123456789,") != std::string::npos;
    if (misread) throw_bad_url(source);
}

void ConnectionParameters::set(const std::string& keyword, std::string value) {
    if (!value.empty()) values_[keyword] = Secret(std::move(value));
}

void ConnectionParameters::set_default(const std::string& keyword, std::string value) {
    if (!values_.contains(keyword)) set(keyword, std::move(value));
}

std::string ConnectionParameters::value_of(std::string_view keyword) const {
    const auto value = values_.find(keyword);
    return value == values_.end() || keyword == kPassword ? "" : value->second.reveal();
}

/// Only libpq knows where it looks, and it looks when it begins to connect.
bool ConnectionParameters::has_password() const {
    if (values_.contains(kPassword)) return true;
    const PgHandle<PGconn> begun(PQconnectStartParams(keywords().data(), values().data(), 0));
    if (begun == nullptr) return false;
    const char* password = PQpass(begun.get());
    return password != nullptr && *password != '\0';
}

std::vector<const char*> ConnectionParameters::keywords() const {
    std::vector<const char*> keywords;
    for (const auto& [keyword, value] : values_)
        keywords.push_back(keyword.c_str());
    keywords.push_back(nullptr);
    return keywords;
}

std::vector<const char*> ConnectionParameters::values() const {
    std::vector<const char*> values;
    for (const auto& [keyword, value] : values_)
        values.push_back(value.reveal().c_str());
    values.push_back(nullptr);
    return values;
}

}  // namespace sparkify
