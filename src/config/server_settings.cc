#include "config/server_settings.h"

#include "config/setting_lookup.h"

namespace sparkify {
namespace {

std::string first_said(const SettingLookup& lookup, Setting setting, Setting otherwise) {
    const Said said = lookup.in_file(setting);
    return said.value.empty() ? lookup.in_file(otherwise).value : said.value;
}

}  // namespace

ServerSettings server_settings(const SettingLookup& lookup) {
    ServerSettings server;
    server.host = lookup.in_file(Setting::cluster_host).value;
    server.port = first_said(lookup, Setting::cluster_port, Setting::dwh_port);
    server.database = first_said(lookup, Setting::cluster_database, Setting::dwh_database);
    server.user = first_said(lookup, Setting::cluster_user, Setting::dwh_user);
    server.password = Secret(first_said(lookup, Setting::cluster_password, Setting::dwh_password));
    return server;
}

}  // namespace sparkify
