#include "config/server_settings.h"

#include "config/setting_lookup.h"

namespace sparkify {

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
    if (cluster.port.empty()) cluster.port = lookup.in_file(Setting::dwh_port).value;
    if (cluster.database.empty()) cluster.database = lookup.in_file(Setting::dwh_database).value;
    if (cluster.user.empty()) cluster.user = lookup.in_file(Setting::dwh_user).value;
    if (cluster.password.empty())
        cluster.password = Secret(lookup.in_file(Setting::dwh_password).value);
    return cluster;
}

}  // namespace sparkify
