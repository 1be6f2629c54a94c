#include "cluster/cluster_state.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

RedshiftCluster available() {
    RedshiftCluster cluster;
    cluster.identifier = "dwh";
    cluster.status = "available";
    cluster.availability = "Available";
    cluster.host = "dwh.x.us-east-1.redshift.amazonaws.com";
    cluster.roles = {{"arn:r", "in-sync"}};
    return cluster;
}

ClusterPhase phase_in(const std::string& status) {
    RedshiftCluster cluster = available();
    cluster.status = status;
    return state_of(cluster).phase;
}

TEST(ClusterState, IsUsableOnceNothingIsPending) {
    RedshiftCluster cluster = available();
    EXPECT_EQ(state_of(cluster).phase, ClusterPhase::usable);
    cluster.roles[0].apply_status = "adding";
    EXPECT_EQ(state_of(cluster).phase, ClusterPhase::changing);
    EXPECT_EQ(state_of(cluster).status, "available, attaching the role");
    cluster = available();
    cluster.availability = "Modifying";
    EXPECT_EQ(state_of(cluster).phase, ClusterPhase::changing);
    cluster = available();
    cluster.host = "";
    EXPECT_EQ(state_of(cluster).phase, ClusterPhase::changing);
}

TEST(ClusterState, IsUsableWhereServersSayLess) {
    RedshiftCluster cluster = available();
    cluster.availability = "";
    cluster.roles[0].apply_status = "";
    EXPECT_EQ(state_of(cluster).phase, ClusterPhase::usable);
}

TEST(ClusterState, IsFailedWhereWaitingDoesNotHelp) {
    for (const char* status :
         {"incompatible-hsm", "incompatible-network", "incompatible-parameters",
          "incompatible-restore", "hardware-failure", "storage-full", "inaccessible-kms-key",
          "insufficient-capacity"})
        EXPECT_EQ(phase_in(status), ClusterPhase::failed) << status;
    RedshiftCluster cluster = available();
    cluster.availability = "Failed";
    EXPECT_EQ(state_of(cluster).phase, ClusterPhase::failed);
}

TEST(ClusterState, IsWhatItsStatusSays) {
    EXPECT_EQ(phase_in("creating"), ClusterPhase::changing);
    EXPECT_EQ(phase_in("rebooting"), ClusterPhase::changing);
    EXPECT_EQ(phase_in("available, prep-for-resize"), ClusterPhase::usable);
    EXPECT_EQ(phase_in("paused"), ClusterPhase::paused);
    EXPECT_EQ(phase_in("pausing"), ClusterPhase::pausing);
    EXPECT_EQ(phase_in("resuming"), ClusterPhase::changing);
    EXPECT_EQ(phase_in("deleting"), ClusterPhase::deleting);
    EXPECT_EQ(phase_in("final-snapshot"), ClusterPhase::deleting);
    for (const std::string status :
         {"incompatible-network", "incompatible-hsm", "hardware-failure", "storage-full"})
        EXPECT_EQ(phase_in(status), ClusterPhase::failed) << status;
}

TEST(ClusterState, OfANamespaceAloneIsOneThatIsMade) {
    RedshiftNamespace home;
    home.name = "dwh";
    home.status = "AVAILABLE";
    EXPECT_EQ(state_of(home, std::nullopt).phase, ClusterPhase::changing);
    EXPECT_EQ(state_of(home, std::nullopt).status, "namespace available, no workgroup");
    home.status = "DELETING";
    EXPECT_EQ(state_of(home, std::nullopt).phase, ClusterPhase::deleting);
}

TEST(ClusterState, OfServerlessIsUsableOnceBothPartsAre) {
    RedshiftNamespace home;
    home.name = "dwh";
    home.status = "AVAILABLE";
    RedshiftWorkgroup workgroup;
    workgroup.status = "AVAILABLE";
    EXPECT_EQ(state_of(home, workgroup).phase, ClusterPhase::changing);
    workgroup.host = "dwh.1.us-east-1.redshift-serverless.amazonaws.com";
    EXPECT_EQ(state_of(home, workgroup).phase, ClusterPhase::usable);
    home.status = "MODIFYING";
    EXPECT_EQ(state_of(home, workgroup).phase, ClusterPhase::changing);
}

TEST(RoleForCopy, IsTheDefaultOneOrTheOnlyOne) {
    ClusterState cluster;
    EXPECT_EQ(role_for_copy(cluster), "");
    cluster.role_arns = {"arn:a"};
    EXPECT_EQ(role_for_copy(cluster), "arn:a");
    cluster.role_arns = {"arn:a", "arn:b"};
    EXPECT_EQ(role_for_copy(cluster), "");
    cluster.default_role = "arn:b";
    EXPECT_EQ(role_for_copy(cluster), "arn:b");
}

}  // namespace
}  // namespace sparkify
