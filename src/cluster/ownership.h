#pragma once

#include <string>

#include "aws/resource_tags.h"

namespace sparkify {

/// The tag on everything that is made for a cluster; its value is the cluster's identifier. What
/// has it not is somebody else's: it is neither used nor changed nor removed.
constexpr const char* kOwnerTag = "sparkify:cluster";

[[nodiscard]] inline ResourceTags owner_tags(const std::string& identifier) {
    return {{kOwnerTag, identifier}};
}

[[nodiscard]] inline bool is_ours(const ResourceTags& tags, const std::string& identifier) {
    const auto found = tags.find(kOwnerTag);
    return found != tags.end() && found->second == identifier;
}

}  // namespace sparkify
