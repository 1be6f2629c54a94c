#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cluster/specification.h"

namespace sparkify {

/// Where the prices are from, and of when: "AWS's price list of 2026-09-11".
[[nodiscard]] std::string price_source();

/// US dollars for an hour of the whole cluster, on demand, without storage. For Serverless: for an
/// hour of work, for it costs nothing while nobody asks. Nothing for a region or a node type that
/// the table does not have.
[[nodiscard]] std::optional<double> price_per_hour(const ClusterSpecification& cluster,
                                                   std::string_view region);

/// "about $1.09 per hour"
[[nodiscard]] std::string dollars_per_hour(double price);

}  // namespace sparkify
