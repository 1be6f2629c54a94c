#pragma once

#include <string>
#include <utility>
#include <vector>

#include "aws/http_message.h"
#include "config/secret.h"

namespace sparkify {

/// What is asked of a service, as far as who has to allow it needs to know.
struct ServiceCall {
    std::string action;    ///< "CreateCluster"
    std::string purpose;   ///< as an error begins: "cannot create the cluster"
    std::string resource;  ///< an ARN, which a policy has to name; "*" where the service knows none
};

/// Parameters of a call that must not be shown.
using SecretParameters = std::vector<std::pair<std::string, Secret>>;

/// A call that would be sent, were this no rehearsal. Secrets are left out.
struct PlannedCall {
    std::string permission;  ///< "redshift:CreateCluster"
    std::string resource;
    QueryParameters parameters;
};

}  // namespace sparkify
