#pragma once

#include <string>
#include <string_view>

#include "aws/http_message.h"
#include "aws/resource_tags.h"

namespace sparkify {

/// The tags as a list of that name: "Tags.member" becomes Tags.member.1.Key, Tags.member.1.Value.
void add_tags(QueryParameters& parameters, std::string_view list, const ResourceTags& tags);

/// A request in the query protocol of AWS, which STS, IAM and Redshift speak: POST with a form in
/// which the action, its version and its parameters stand. Not signed yet.
[[nodiscard]] HttpRequest query_request(const std::string& endpoint,
                                        const QueryParameters& parameters);

}  // namespace sparkify
