#include "config/server_settings.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>

#include "base/error.h"
#include "config/setting_lookup.h"

namespace sparkify {
namespace {

bool is_port(const std::string& text) {
    std::uint16_t port = 0;
    const char* end = text.data() + text.size();
    const auto [rest, failure] = std::from_chars(text.data(), end, port);
    return failure == std::errc() && rest == end && port > 0;
}

std::string checked_port(const Said& port) {
    if (port.value.empty() || is_port(port.value)) return port.value;
    throw Error(ErrorCode::configuration,
                {"this is no port", port.source, port.value, "write a number from 1 to 65535"});
}

/// What the console shows has port and database behind the name. (Two colons: an IPv6 address.)
std::string checked_host(const Said& host) {
    const bool holds_more = host.value.find_first_of("/@") != std::string::npos ||
                            std::ranges::count(host.value, ':') == 1;
    if (!holds_more) return host.value;
    throw Error(ErrorCode::configuration,
                {"this is more than the name of a host", host.source, host.value,
                 "write the name alone; the port goes into DB_PORT, the database into DB_NAME"});
}

}  // namespace

ServerSettings server_settings(const SettingLookup& lookup) {
    ServerSettings server;
    server.host = lookup.in_file(Setting::cluster_host).value;
    server.port = lookup.in_file(Setting::cluster_port).value;
    server.database = lookup.in_file(Setting::cluster_database).value;
    server.user = lookup.in_file(Setting::cluster_user).value;
    server.password = Secret(lookup.in_file(Setting::cluster_password).value);
    return server;
}

ServerSettings cluster_settings(const SettingLookup& lookup) {
    ServerSettings cluster = server_settings(lookup);
    cluster.host = checked_host(lookup.in_file(Setting::cluster_host));
    cluster.port = checked_port(lookup.in_file(Setting::cluster_port));
    if (cluster.port.empty()) cluster.port = checked_port(lookup.in_file(Setting::dwh_port));
    if (cluster.database.empty()) cluster.database = lookup.in_file(Setting::dwh_database).value;
    if (cluster.user.empty()) cluster.user = lookup.in_file(Setting::dwh_user).value;
    if (cluster.password.empty())
        cluster.password = Secret(lookup.in_file(Setting::dwh_password).value);
    return cluster;
}

}  // namespace sparkify
