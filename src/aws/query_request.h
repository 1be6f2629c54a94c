#pragma once

#include <string>

#include "aws/http_message.h"

namespace sparkify {

/// A request in the query protocol of AWS, which STS, IAM and Redshift speak: POST with a form in
/// which the action, its version and its parameters stand. Not signed yet.
[[nodiscard]] HttpRequest query_request(const std::string& endpoint,
                                        const QueryParameters& parameters);

}  // namespace sparkify
