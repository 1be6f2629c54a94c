#include "warehouse/redshift/cluster_host.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(ClusterHost, IsReadFromTheNameOfAProvisionedCluster) {
    const auto host = cluster_host_of("dwh.abc123xyz.us-west-2.redshift.amazonaws.com");
    ASSERT_TRUE(host);
    EXPECT_EQ(host->cluster, "dwh");
    EXPECT_EQ(host->region, "us-west-2");
    EXPECT_EQ(cluster_host_of("dwh.x.cn-north-1.redshift.amazonaws.com.cn")->region, "cn-north-1");
}

TEST(ClusterHost, IsReadFromTheNameOfAServerlessWorkgroup) {
    const auto host =
        cluster_host_of("group.123456789012.us-east-1.redshift-serverless.amazonaws.com");
    ASSERT_TRUE(host);
    EXPECT_EQ(host->cluster, "group");
    EXPECT_EQ(host->region, "us-east-1");
    EXPECT_TRUE(host->serverless);
}

TEST(ClusterHost, IsNoOtherHost) {
    for (const char* host : {"", "localhost", "10.0.0.1", "redshift.amazonaws.com",
                             "db.abc123xyz.us-west-2.rds.amazonaws.com"})
        EXPECT_FALSE(cluster_host_of(host)) << host;
}

}  // namespace
}  // namespace sparkify
