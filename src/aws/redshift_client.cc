#include "aws/redshift_client.h"

#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "aws/amz_date.h"
#include "aws/endpoint.h"
#include "aws/query_request.h"
#include "base/error.h"

namespace sparkify {
namespace {

/// As long as may be: a run that loses its connection logs in again.
constexpr const char* kLoginSeconds = "3600";

std::uint32_t number(const std::string& text) {
    return static_cast<std::uint32_t>(std::strtoul(text.c_str(), nullptr, 10));
}

RedshiftCluster cluster_in(const XmlNode& node) {
    RedshiftCluster cluster;
    cluster.identifier = node.text("ClusterIdentifier");
    cluster.status = node.text("ClusterStatus");
    cluster.availability = node.text("ClusterAvailabilityStatus");
    cluster.node_type = node.text("NodeType");
    cluster.nodes = number(node.text("NumberOfNodes"));
    cluster.database = node.text("DBName");
    cluster.user = node.text("MasterUsername");
    cluster.host = node.text("Endpoint/Address");
    cluster.port = static_cast<std::uint16_t>(number(node.text("Endpoint/Port")));
    cluster.created = parse_iso_time(node.text("ClusterCreateTime"));
    cluster.default_role = node.text("DefaultIamRoleArn");
    cluster.secret_arn = node.text("MasterPasswordSecretArn");
    cluster.publicly_accessible = node.text("PubliclyAccessible") == "true";
    node.each("VpcSecurityGroups", [&](const XmlNode& group) {
        cluster.security_groups.push_back(group.text("VpcSecurityGroupId"));
    });
    node.each("IamRoles", [&](const XmlNode& role) {
        cluster.roles.push_back({role.text("IamRoleArn"), role.text("ApplyStatus")});
    });
    node.each("Tags",
              [&](const XmlNode& tag) { cluster.tags[tag.text("Key")] = tag.text("Value"); });
    return cluster;
}

QueryParameters parameters_of(const NewRedshiftCluster& cluster) {
    QueryParameters parameters{{"ClusterIdentifier", cluster.identifier},
                               {"NodeType", cluster.node_type},
                               {"ClusterType", cluster.nodes > 1 ? "multi-node" : "single-node"},
                               {"DBName", cluster.database},
                               {"MasterUsername", cluster.user},
                               {"Port", std::to_string(cluster.port)},
                               {"PubliclyAccessible", "true"},
                               {"VpcSecurityGroupIds.VpcSecurityGroupId.1", cluster.security_group},
                               {"IamRoles.IamRoleArn.1", cluster.role_arn},
                               {"DefaultIamRoleArn", cluster.role_arn}};
    if (cluster.nodes > 1) parameters.emplace_back("NumberOfNodes", std::to_string(cluster.nodes));
    if (cluster.password.empty()) parameters.emplace_back("ManageMasterPassword", "true");
    add_tags(parameters, "Tags.Tag", cluster.tags);
    return parameters;
}

}  // namespace

RedshiftClient::RedshiftClient(std::shared_ptr<AwsAccess> access, std::string region,
                               std::string account, Rehearsal* rehearsal)
    : region_(std::move(region)),
      account_(std::move(account)),
      service_(std::move(access),
               {.service = AwsService::redshift, .name = "redshift", .region = region_, .host = ""},
               "2012-12-01", rehearsal) {}

ServiceCall RedshiftClient::call_on(const std::string& identifier, const char* action,
                                    const std::string& purpose) const {
    return {action, fmt::format("{} {}", purpose, identifier),
            fmt::format("arn:{}:redshift:{}:{}:cluster:{}", partition_of(region_), region_,
                        account_, identifier)};
}

std::optional<RedshiftCluster> RedshiftClient::find_cluster(const std::string& identifier) {
    const ServiceCall call = call_on(identifier, "DescribeClusters", "cannot look for the cluster");
    std::optional<RedshiftCluster> found;
    try {
        const XmlAnswer answer = service_.ask(call, {{"ClusterIdentifier", identifier}});
        answer.result(call.action).each("Clusters", [&](const XmlNode& node) {
            found = cluster_in(node);
        });
    } catch (const ServiceFailure& failure) {
        if (!failure.has_code("ClusterNotFound")) throw;
    }
    return found;
}

std::vector<RedshiftCluster> RedshiftClient::tagged_clusters(const std::string& key) {
    const ServiceCall call{"DescribeClusters", "cannot look for clusters", "*"};
    std::vector<RedshiftCluster> found;
    service_.ask_pages(call, {{"TagKeys.TagKey.1", key}}, {}, [&](const XmlNode& page) {
        page.each("Clusters", [&](const XmlNode& node) { found.push_back(cluster_in(node)); });
    });
    return found;
}

void RedshiftClient::create_cluster(const NewRedshiftCluster& cluster) {
    SecretParameters secrets;
    if (!cluster.password.empty()) secrets.emplace_back("MasterUserPassword", cluster.password);
    service_.change(call_on(cluster.identifier, "CreateCluster", "cannot create the cluster"),
                    parameters_of(cluster), secrets);
}

void RedshiftClient::delete_cluster(const std::string& identifier,
                                    const std::string& final_snapshot) {
    QueryParameters parameters{{"ClusterIdentifier", identifier}};
    if (final_snapshot.empty()) {
        parameters.emplace_back("SkipFinalClusterSnapshot", "true");
    } else {
        parameters.emplace_back("SkipFinalClusterSnapshot", "false");
        parameters.emplace_back("FinalClusterSnapshotIdentifier", final_snapshot);
    }
    service_.change(call_on(identifier, "DeleteCluster", "cannot delete the cluster"), parameters);
}

void RedshiftClient::pause_cluster(const std::string& identifier) {
    service_.change(call_on(identifier, "PauseCluster", "cannot pause the cluster"),
                    {{"ClusterIdentifier", identifier}});
}

void RedshiftClient::resume_cluster(const std::string& identifier) {
    service_.change(call_on(identifier, "ResumeCluster", "cannot resume the cluster"),
                    {{"ClusterIdentifier", identifier}});
}

TemporaryLogin RedshiftClient::temporary_login(const std::string& identifier,
                                               const std::string& database) {
    ServiceCall call = call_on(identifier, "GetClusterCredentialsWithIAM",
                               "cannot get a temporary password for the cluster");
    call.resource = fmt::format("arn:{}:redshift:{}:{}:dbname:{}/{}", partition_of(region_),
                                region_, account_, identifier, database.empty() ? "*" : database);
    QueryParameters parameters{{"ClusterIdentifier", identifier},
                               {"DurationSeconds", kLoginSeconds}};
    if (!database.empty()) parameters.emplace_back("DbName", database);
    const XmlAnswer answer = service_.ask(call, parameters);
    const XmlNode result = answer.result(call.action);
    TemporaryLogin login{result.text("DbUser"), Secret(result.text("DbPassword"))};
    if (login.user.empty() || login.password.empty())
        throw Error(ErrorCode::unreachable,
                    {call.purpose, call.resource, "the answer has no login in it",
                     "check AWS_ENDPOINT_URL_REDSHIFT"});
    return login;
}

}  // namespace sparkify
