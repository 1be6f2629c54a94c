#pragma once

#include <string>
#include <vector>

namespace sparkify {

/// The policy that lets Redshift, provisioned and Serverless, take a role on. A JSON document.
[[nodiscard]] std::string trust_policy();

/// The policy that lets a role read what begins with these places in S3 ("s3://bucket/prefix"), and
/// list just that; others are passed over. `partition`: of ARNs, "aws". A JSON document; empty
/// where no place is in S3.
[[nodiscard]] std::string read_policy(const std::vector<std::string>& places,
                                      const std::string& partition);

}  // namespace sparkify
