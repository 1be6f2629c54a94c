#include "config/cluster_description.h"

#include "config/setting_lookup.h"

namespace sparkify {

ClusterDescription cluster_description(const SettingLookup& lookup) {
    ClusterDescription description;
    description.identifier = lookup.first_in_file({Setting::dwh_cluster_identifier});
    description.type = lookup.first_in_file({Setting::dwh_cluster_type});
    description.nodes = lookup.first_in_file({Setting::dwh_num_nodes});
    description.node_type = lookup.first_in_file({Setting::dwh_node_type});
    description.database = lookup.first_in_file({Setting::cluster_database, Setting::dwh_database});
    description.user = lookup.first_in_file({Setting::cluster_user, Setting::dwh_user});
    description.port = lookup.first_in_file({Setting::cluster_port, Setting::dwh_port});
    description.role_name = lookup.first_in_file({Setting::dwh_iam_role_name});
    const Said password = lookup.first_in_file({Setting::cluster_password, Setting::dwh_password});
    description.password = Secret(password.value);
    description.password_source = password.source;
    return description;
}

}  // namespace sparkify
