#include "cli/cluster_plan.h"

#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/aligned_rows.h"
#include "cli/cluster_words.h"
#include "cluster/staging_bucket.h"

namespace sparkify {
namespace {

std::string place_text(const ClusterServices& services) {
    return fmt::format("account {}, region {}, as {}", services.identity.account, services.region,
                       services.identity.arn);
}

std::string marked(std::string detail, Making making) {
    switch (making) {
        case Making::made:
            return detail;
        case Making::adopted:
            return detail + " (is there)";
        case Making::left:
            break;
    }
    return "stays as it is";
}

std::string bucket_text(const CreationPlan& plan, const ClusterServices& services) {
    if (plan.bucket == Making::left) return "is there, and stays as it is";
    return marked(fmt::format("in {}, for what runs stage", services.region), plan.bucket);
}

std::string group_text(const CreationPlan& plan) {
    const std::vector<std::string> added = plan.new_ranges();
    const std::string who =
        fmt::format("lets {} in at port {}", fmt::join(plan.ranges, ", "), plan.cluster.port);
    if (plan.group != Making::adopted || added.empty()) return marked(who, plan.group);
    return fmt::format("is there, and lets {} in now, too, at port {}", fmt::join(added, ", "),
                       plan.cluster.port);
}

std::string heading(const CreationPlan& plan) {
    if (plan.is_all_there()) return "all of this is there";
    return plan.present ? "this is made, where it is not there" : "this is made";
}

}  // namespace

std::string plan_text(const CreationPlan& plan, const ClusterServices& services) {
    const ClusterSpecification& cluster = plan.cluster;
    std::vector<std::vector<std::string>> rows;
    if (!plan.bucket_name.empty())
        rows.push_back({"bucket", plan.bucket_name, bucket_text(plan, services)});
    rows.insert(
        rows.end(),
        {{"role", cluster.role_name,
          marked(plan.policy.empty() ? "may read nothing" : "may read the data of dwh.cfg in S3",
                 plan.role)},
         {"security group", cluster.group_name, group_text(plan)},
         {cluster.kind == ClusterKind::serverless ? "Serverless workgroup" : "cluster",
          cluster.identifier,
          marked(fmt::format("{}, database {}, administrator {}", size_text(cluster),
                             cluster.database, cluster.user),
                 plan.has_cluster() ? Making::adopted : Making::made)},
         {"password", "",
          plan.password_is_managed ? "AWS Secrets Manager makes one and keeps it"
          : plan.present           ? "the one that it was made with"
                                   : "that of dwh.cfg"},
         {"cost", "", cost_text(cluster, services.region)}});
    return fmt::format("In {}, {}:\n\n{}\n", place_text(services), heading(plan),
                       aligned_rows(rows));
}

std::string deletion_text(const Inventory& going, const std::string& final_snapshot,
                          const ClusterServices& services) {
    std::string text = fmt::format("In {}, this is removed:\n\n", place_text(services));
    if (going.cluster) {
        const ClusterState& cluster = *going.cluster;
        text +=
            fmt::format("  {} ({}, {}), with all its data{}\n", name_of(cluster),
                        size_text(cluster), cluster.status,
                        final_snapshot.empty() ? ", without a last snapshot"
                        : cluster.phase == ClusterPhase::deleting
                            ? ""
                            : fmt::format(", of which the snapshot {} is kept", final_snapshot));
        if (!cluster.secret_arn.empty())
            text += fmt::format("  its password in Secrets Manager ({})\n", cluster.secret_arn);
    }
    for (const SecurityGroup& group : going.groups)
        text += fmt::format("  the security group {}, with its rules\n", group_text(group));
    for (const S3Bucket& bucket : going.buckets)
        text += fmt::format("  {}, unless there is more in it than leftovers of runs\n",
                            name_of(bucket));
    for (const IamRole& role : going.roles)
        text += fmt::format("  the role {}, with its policies\n", role.name);
    return text + "\n";
}

}  // namespace sparkify
