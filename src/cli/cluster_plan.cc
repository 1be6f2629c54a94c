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

}  // namespace

std::string plan_text(const CreationPlan& plan, const ClusterServices& services) {
    const ClusterSpecification& cluster = plan.cluster;
    const Making present = plan.present ? Making::adopted : Making::made;
    std::vector<std::vector<std::string>> rows;
    if (!plan.staging.empty())
        rows.push_back({"bucket", parse_s3_location(plan.staging).bucket,
                        marked("keeps what runs stage, while they run", plan.bucket)});
    rows.insert(
        rows.end(),
        {{"role", cluster.role_name,
          marked(plan.policy.empty() ? "may read nothing" : "may read the data of dwh.cfg in S3",
                 plan.role)},
         {"security group", cluster.group_name,
          marked(fmt::format("lets {} in at port {}", fmt::join(plan.ranges, ", "), cluster.port),
                 plan.group)},
         {cluster.kind == ClusterKind::serverless ? "Serverless workgroup" : "cluster",
          cluster.identifier,
          marked(fmt::format("{}, database {}, administrator {}", size_text(cluster),
                             cluster.database, cluster.user),
                 present)},
         {"password", "",
          plan.password_is_managed ? "AWS Secrets Manager makes one and keeps it"
          : plan.present           ? "the one that it was made with"
                                   : "that of dwh.cfg"},
         {"cost", "", cost_text(cluster, services.region)}});
    return fmt::format("In {}, this is made{}:\n\n{}\n", place_text(services),
                       plan.present ? ", where it is not there" : "", aligned_rows(rows));
}

std::string deletion_text(const Inventory& going, const std::string& final_snapshot,
                          const ClusterServices& services) {
    std::string text = fmt::format("In {}, this is removed:\n\n", place_text(services));
    if (going.cluster) {
        const ClusterState& cluster = *going.cluster;
        text += fmt::format(
            "  {} ({}, {}), with all its data{}\n", name_of(cluster.kind, cluster.identifier),
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
    for (const IamRole& role : going.roles)
        text += fmt::format("  the role {}, with its policies\n", role.name);
    if (going.bucket)
        text += fmt::format("  {}, if nothing but leftovers of runs is in it\n",
                            name_of(*going.bucket));
    return text + "\n";
}

}  // namespace sparkify
