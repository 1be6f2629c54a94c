#include "warehouse/libpq/connection_parameters.h"

#include <utility>

#include <libpq-fe.h>

#include "base/error.h"
#include "warehouse/libpq/pg_handles.h"

namespace sparkify {
namespace {

constexpr const char* kPassword = "password";

/// What libpq says of a URL, if it does not repeat the URL.
std::string reason_of(const char* message) {
    const std::string_view text = message == nullptr ? "" : message;
    if (!text.starts_with("invalid URI query parameter")) return "";
    return std::string(text.substr(0, text.find('\n')));
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
    char* message = nullptr;
    const PgHandle<PQconninfoOption> options(PQconninfoParse(url.reveal().c_str(), &message));
    const std::string reason = reason_of(message);
    PQfreemem(message);
    if (options == nullptr)
        throw Error(ErrorCode::configuration,
                    {"cannot understand the warehouse URL", source, reason,
                     "write postgres://USER@HOST:PORT/DATABASE; in a password, write %40 for @, "
                     "%3A for : and %2F for /"});
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
        if (option->val != nullptr) set(option->keyword, option->val);
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

bool ConnectionParameters::has_password() const {
    return values_.contains(kPassword);
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
