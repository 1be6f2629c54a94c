#include "cluster/specification.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

ClusterDescription named(const std::string& name) {
    ClusterDescription description;
    description.identifier = {name, "dwh.cfg, line 2, [DWH] DWH_CLUSTER_IDENTIFIER"};
    return description;
}

std::string refusal_of(const ClusterDescription& description,
                       const SpecificationFlags& flags = {}) {
    try {
        static_cast<void>(specification_of(description, flags));
        return "";
    } catch (const Error& error) {
        return fmt::format("{}: {}", error.message().what, error.message().next_step);
    }
}

TEST(ClusterSpecification, OfANameAloneIsTheSmallestCluster) {
    const ClusterSpecification cluster = specification_of(named("dwhCluster"), {});
    EXPECT_EQ(cluster.identifier, "dwhcluster");
    EXPECT_EQ(cluster.kind, ClusterKind::provisioned);
    EXPECT_EQ(cluster.node_type, "ra3.large");
    EXPECT_EQ(cluster.nodes, 1U);
    EXPECT_EQ(cluster.database, "dev");
    EXPECT_EQ(cluster.user, "awsuser");
    EXPECT_TRUE(cluster.password.empty());
    EXPECT_EQ(cluster.port, 5439);
    EXPECT_EQ(cluster.role_name, "sparkify-dwhcluster");
    EXPECT_EQ(cluster.group_name, "sparkify-dwhcluster");
    EXPECT_TRUE(cluster.warnings.empty());
}

TEST(ClusterSpecification, TakesNamesThatAwsTakes) {
    for (const std::string name : {"a", "dwh-1", "a1-b2-c3"})
        EXPECT_EQ(refusal_of(named(name)), "") << name;
    EXPECT_EQ(refusal_of(named(std::string(55, 'a'))), "");
    ClusterDescription long_name = named(std::string(63, 'a'));
    EXPECT_THAT(refusal_of(long_name), HasSubstr("DWH_IAM_ROLE_NAME"));
    long_name.role_name.value = "short";
    EXPECT_EQ(refusal_of(long_name), "");
}

TEST(ClusterSpecification, RefusesNamesThatAwsRefuses) {
    for (const std::string name : {"", "1dwh", "-dwh", "dwh-", "dwh--1", "dwh_1", "dwh.1", "über"})
        EXPECT_NE(refusal_of(named(name)), "") << name;
    EXPECT_NE(refusal_of(named(std::string(64, 'a'))), "");
}

TEST(ClusterSpecification, OfServerlessNeedsThreeLetters) {
    EXPECT_NE(refusal_of(named("ab"), {.serverless = true}), "");
    EXPECT_EQ(refusal_of(named("abc"), {.serverless = true}), "");
}

TEST(ClusterSpecification, OfServerlessTakesCapacitiesThatAwsTakes) {
    for (const std::uint32_t units : {4U, 8U, 16U, 512U, 1024U})
        EXPECT_EQ(refusal_of(named("dwh"), {.serverless = true, .base_capacity = units}), "")
            << units;
    for (const std::uint32_t units : {0U, 1U, 12U, 520U, 1032U})
        EXPECT_NE(refusal_of(named("dwh"), {.serverless = true, .base_capacity = units}), "")
            << units;
}

TEST(ClusterSpecification, OfServerlessDoesNotLookAtNodes) {
    ClusterDescription description = named("dwh");
    description.type.value = "Serverless";
    description.node_type.value = "dc2.large";
    description.nodes.value = "4";
    const ClusterSpecification cluster = specification_of(description, {});
    EXPECT_EQ(cluster.kind, ClusterKind::serverless);
    EXPECT_EQ(cluster.base_capacity, 8U);
}

TEST(ClusterSpecification, NamesASuccessorOfNodesThatAreGone) {
    for (const std::string type : {"dc2.large", "DC2.8xlarge", "dc1.large", "ds2.xlarge"}) {
        ClusterDescription description = named("dwh");
        description.node_type.value = type;
        EXPECT_THAT(refusal_of(description), HasSubstr("DWH_NODE_TYPE = ra3.large")) << type;
    }
}

TEST(ClusterSpecification, LeavesNodesThatItDoesNotKnowToAws) {
    ClusterDescription description = named("dwh");
    description.node_type = {"ra3.xlpuls", "dwh.cfg, line 3"};
    const ClusterSpecification cluster = specification_of(description, {});
    EXPECT_EQ(cluster.node_type, "ra3.xlpuls");
    EXPECT_THAT(cluster.warnings, ElementsAre(HasSubstr("did you mean ra3.xlplus?")));
}

TEST(ClusterSpecification, CountsNodesByTheirTypeIfNobodyDoes) {
    ClusterDescription description = named("dwh");
    description.node_type.value = "ra3.4xlarge";
    EXPECT_EQ(specification_of(description, {}).nodes, 2U);
    description.node_type.value = "";
    description.type.value = "multi-node";
    EXPECT_EQ(specification_of(description, {}).nodes, 2U);
}

TEST(ClusterSpecification, RefusesNodesThatDoNotFit) {
    ClusterDescription description = named("dwh");
    description.nodes.value = "17";
    EXPECT_THAT(refusal_of(description), HasSubstr("1 to 16"));
    description.node_type.value = "ra3.16xlarge";
    EXPECT_EQ(refusal_of(description), "");
    description.nodes.value = "1";
    EXPECT_THAT(refusal_of(description), HasSubstr("2 to 128"));
    description.node_type.value = "";
    description.type.value = "multi-node";
    EXPECT_THAT(refusal_of(description), HasSubstr("two nodes at least"));
    description.type.value = "single-node";
    description.nodes.value = "2";
    EXPECT_THAT(refusal_of(description), HasSubstr("one node"));
}

TEST(ClusterSpecification, TakesPortsThatAwsTakes) {
    for (const std::string port : {"5431", "5439", "5455", "8191", "8215"}) {
        ClusterDescription description = named("dwh");
        description.port.value = port;
        EXPECT_EQ(refusal_of(description), "") << port;
    }
    for (const std::string port : {"0", "80", "5430", "5456", "8190", "8216", "65536", "x", "-1"}) {
        ClusterDescription description = named("dwh");
        description.port.value = port;
        EXPECT_NE(refusal_of(description), "") << port;
    }
}

TEST(ClusterSpecification, RefusesNamesThatRedshiftKeepsForItself) {
    for (const std::string database : {"template0", "padb_harvest", "1st", "Dev", "a b"}) {
        ClusterDescription description = named("dwh");
        description.database.value = database;
        EXPECT_NE(refusal_of(description), "") << database;
    }
    for (const std::string user : {"public", "rdsdb", "all", "Admin", "1st"}) {
        ClusterDescription description = named("dwh");
        description.user.value = user;
        EXPECT_NE(refusal_of(description), "") << user;
    }
}

TEST(ClusterSpecification, NeverShowsThePassword) {
    ClusterDescription description = named("dwh");
    description.password = Secret("weak-secret");
    description.password_source = "dwh.cfg, line 9";
    const std::string refusal = refusal_of(description);
    EXPECT_NE(refusal, "");
    EXPECT_EQ(refusal.find("weak-secret"), std::string::npos);
}

TEST(SnapshotName, IsLookedAtBeforeAnyCall) {
    EXPECT_NO_THROW(require_snapshot_name("the-last-1"));
    for (const std::string name : {"", "1st", "a--b", "a-", "a_b"})
        EXPECT_THROW(require_snapshot_name(name), Error) << name;
}

}  // namespace
}  // namespace sparkify
