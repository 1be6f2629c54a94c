#pragma once

#include <string>

#include "config/said.h"
#include "config/secret.h"

namespace sparkify {

/// What dwh.cfg says of the cluster that is to be made: [DWH], and what both it and [CLUSTER] can
/// say, where [CLUSTER] comes first. As it is written, without a look at whether it makes sense.
struct ClusterDescription {
    Said identifier;
    Said type;  ///< "single-node", "multi-node", "serverless"
    Said nodes;
    Said node_type;
    Said database;
    Said user;
    Said port;
    Said role_name;
    Secret password;
    std::string password_source;
};

class SettingLookup;

[[nodiscard]] ClusterDescription cluster_description(const SettingLookup& lookup);

}  // namespace sparkify
