#include "cluster/prices.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace sparkify {
namespace {

// On demand, in US dollars for a node and an hour: AWS's price list, offer AmazonRedshift, as it
// was published on 2026-09-11 (pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonRedshift).
struct NodePrice {
    std::string_view node_type;
    double united_states;  ///< us-east-1, us-east-2, us-west-2
    double ireland;        ///< eu-west-1
    double frankfurt;      ///< eu-central-1
};
constexpr std::array kNodePrices{
    NodePrice{"ra3.large", 0.543, 0.601, 0.649},
    NodePrice{"ra3.xlplus", 1.086, 1.202, 1.298},
    NodePrice{"ra3.4xlarge", 3.26, 3.606, 3.894},
    NodePrice{"ra3.16xlarge", 13.04, 14.424, 15.578},
    NodePrice{"rg.large", 0.3801, 0.4207, 0.4543},
    NodePrice{"rg.xlarge", 0.7602, 0.8414, 0.9086},
    NodePrice{"rg.4xlarge", 3.0427, 3.3656, 3.6344},
    NodePrice{"rg.12xlarge", 9.128, 10.0968, 10.9046},
};

// For an hour of a Redshift Processing Unit.
struct UnitPrice {
    std::string_view region;
    double price;
};
constexpr std::array kUnitPrices{UnitPrice{"us-east-1", 0.375}, UnitPrice{"us-east-2", 0.36},
                                 UnitPrice{"us-west-2", 0.36}};

std::optional<double> of_region(const NodePrice& price, std::string_view region) {
    if (region == "us-east-1" || region == "us-east-2" || region == "us-west-2")
        return price.united_states;
    if (region == "eu-west-1") return price.ireland;
    if (region == "eu-central-1") return price.frankfurt;
    return std::nullopt;
}

std::optional<double> price_of_units(std::uint32_t units, std::string_view region) {
    const auto* found = std::ranges::find(kUnitPrices, region, &UnitPrice::region);
    if (found == kUnitPrices.end()) return std::nullopt;
    return found->price * units;
}

}  // namespace

std::string price_source() {
    return "AWS's price list of 2026-09-11";
}

std::optional<double> price_per_hour(const ClusterSpecification& cluster, std::string_view region) {
    if (cluster.kind == ClusterKind::serverless)
        return price_of_units(cluster.base_capacity, region);
    const auto* found =
        std::ranges::find(kNodePrices, std::string_view(cluster.node_type), &NodePrice::node_type);
    if (found == kNodePrices.end()) return std::nullopt;
    const auto price = of_region(*found, region);
    if (!price) return std::nullopt;
    return *price * cluster.nodes;
}

std::string dollars_per_hour(double price) {
    return fmt::format("about ${:.2f} per hour", price);
}

}  // namespace sparkify
