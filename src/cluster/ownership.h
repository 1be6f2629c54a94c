#pragma once

#include <string>

#include "aws/resource_tags.h"

namespace sparkify {

/// The tag on everything that is made for a cluster; its value is the cluster's identifier. What
/// has it not is somebody else's: it is neither changed nor removed, and but for a bucket not used.
constexpr const char* kOwnerTag = "sparkify:cluster";

/// The tag on what has its name in no region, but belongs to a cluster that is in one: its role and
/// its bucket.
constexpr const char* kRegionTag = "sparkify:region";

/// The tag that says of what is made before the cluster of which kind that is to be: it has to be
/// looked for by who removes the rest.
constexpr const char* kKindTag = "sparkify:kind";

/// The tag on the role that names the buckets which are made for the cluster, with blanks between
/// them: dwh.cfg may name another one by the time they are to be removed.
constexpr const char* kBucketsTag = "sparkify:buckets";

[[nodiscard]] inline ResourceTags owner_tags(const std::string& identifier) {
    return {{kOwnerTag, identifier}};
}

/// The value of a tag; empty if there is none.
[[nodiscard]] inline std::string tag_of(const ResourceTags& tags, const char* name) {
    const auto found = tags.find(name);
    return found == tags.end() ? "" : found->second;
}

[[nodiscard]] inline bool is_ours(const ResourceTags& tags, const std::string& identifier) {
    return tag_of(tags, kOwnerTag) == identifier;
}

}  // namespace sparkify
