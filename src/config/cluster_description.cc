#include "config/cluster_description.h"

#include <initializer_list>

#include "config/setting_lookup.h"

namespace sparkify {
namespace {

Said first_said(const SettingLookup& lookup, std::initializer_list<Setting> settings) {
    for (const Setting setting : settings)
        if (Said said = lookup.in_file(setting); !said.value.empty()) return said;
    return {};
}

}  // namespace

ClusterDescription cluster_description(const SettingLookup& lookup) {
    ClusterDescription description;
    description.identifier = first_said(lookup, {Setting::dwh_cluster_identifier});
    description.type = first_said(lookup, {Setting::dwh_cluster_type});
    description.nodes = first_said(lookup, {Setting::dwh_num_nodes});
    description.node_type = first_said(lookup, {Setting::dwh_node_type});
    description.database = first_said(lookup, {Setting::cluster_database, Setting::dwh_database});
    description.user = first_said(lookup, {Setting::cluster_user, Setting::dwh_user});
    description.port = first_said(lookup, {Setting::cluster_port, Setting::dwh_port});
    description.role_name = first_said(lookup, {Setting::dwh_iam_role_name});
    const Said password = first_said(lookup, {Setting::cluster_password, Setting::dwh_password});
    description.password = Secret(password.value);
    description.password_source = password.source;
    return description;
}

}  // namespace sparkify
