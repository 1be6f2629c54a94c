#include "cluster/prices.h"

#include <gtest/gtest.h>

#include "cluster/node_types.h"

namespace sparkify {
namespace {

TEST(Prices, AreForAllNodes) {
    ClusterSpecification cluster;
    cluster.node_type = "ra3.large";
    cluster.nodes = 4;
    EXPECT_DOUBLE_EQ(price_per_hour(cluster, "us-east-1").value_or(0), 2.172);
    EXPECT_DOUBLE_EQ(price_per_hour(cluster, "eu-central-1").value_or(0), 4 * 0.649);
}

TEST(Prices, OfServerlessAreForAllUnits) {
    ClusterSpecification cluster;
    cluster.kind = ClusterKind::serverless;
    cluster.base_capacity = 8;
    EXPECT_DOUBLE_EQ(price_per_hour(cluster, "us-east-1").value_or(0), 3.0);
}

TEST(Prices, AreNotGuessed) {
    ClusterSpecification cluster;
    cluster.node_type = "ra3.large";
    EXPECT_FALSE(price_per_hour(cluster, "mars-north-1"));
    cluster.node_type = "ra9.huge";
    EXPECT_FALSE(price_per_hour(cluster, "us-east-1"));
    cluster.kind = ClusterKind::serverless;
    EXPECT_FALSE(price_per_hour(cluster, "eu-west-1"));
}

TEST(Prices, AreKnownForEveryNodeTypeThatIs) {
    for (const std::string& type : node_type_names()) {
        ClusterSpecification cluster;
        cluster.node_type = type;
        EXPECT_TRUE(price_per_hour(cluster, "us-west-2")) << type;
    }
}

}  // namespace
}  // namespace sparkify
