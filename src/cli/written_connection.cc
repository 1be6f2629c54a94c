#include "cli/written_connection.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>
#include <unistd.h>

#include "base/error.h"
#include "base/letter_case.h"
#include "config/config_file.h"
#include "config/ini_edit.h"
#include "config/redshift_settings.h"
#include "warehouse/redshift/cluster_host.h"

namespace sparkify {
namespace {

bool is_host_of(const std::string& host, const GoneCluster& gone) {
    if (host.empty()) return false;
    if (gone.inventory.cluster && host == gone.inventory.cluster->host) return true;
    const auto named = cluster_host_of(host);
    return named && equal_without_case(named->cluster, gone.names.identifier) &&
           equal_without_case(named->region, gone.region) &&
           (!named->serverless || host.find("." + gone.account + ".") != std::string::npos);
}

bool is_role_of(const std::string& arn, const GoneCluster& gone) {
    for (const IamRole& role : gone.inventory.roles)
        if (arn == role.arn) return true;
    return arn.ends_with(fmt::format("::{}:role/{}", gone.account, gone.names.role));
}

}  // namespace

void require_writable_config(Session& session) {
    const std::string& file = session.settings().config_file;
    const std::filesystem::path target = std::filesystem::weakly_canonical(file);
    const bool writable =
        ::access(file.c_str(), W_OK) == 0 && ::access(target.parent_path().c_str(), W_OK) == 0;
    if (writable) return;
    throw Error(ErrorCode::failed, {"cannot write the configuration", file, std::strerror(errno),
                                    "allow this user to write it, or leave --write-config out"});
}

void write_connection(Session& session, const ClusterState& cluster) {
    const std::string& file = session.settings().config_file;
    std::string text = read_config_file(file);
    const ServerSettings& said = session.settings().server;
    text = with_value(text, "CLUSTER", "HOST", cluster.host);
    if (said.database.empty()) text = with_value(text, "CLUSTER", "DB_NAME", cluster.database);
    if (said.user.empty()) text = with_value(text, "CLUSTER", "DB_USER", cluster.user);
    if (const std::string port = std::to_string(cluster.port);
        port != (said.port.empty() ? std::to_string(kRedshiftPort) : said.port))
        text = with_value(text, "CLUSTER", "DB_PORT", port);
    text = with_value(text, "IAM_ROLE", "ARN", role_for_copy(cluster));
    replace_config_file(file, text);
}

bool names_gone(const Settings& settings, const GoneCluster& gone) {
    return is_host_of(settings.server.host, gone) || is_role_of(settings.redshift.iam_role, gone);
}

void empty_connection(const Settings& settings, const GoneCluster& gone) {
    if (!names_gone(settings, gone)) return;
    std::string text = read_config_file(settings.config_file);
    if (is_host_of(settings.server.host, gone)) text = with_value(text, "CLUSTER", "HOST", "");
    if (is_role_of(settings.redshift.iam_role, gone))
        text = with_value(text, "IAM_ROLE", "ARN", "");
    replace_config_file(settings.config_file, text);
}

std::string contradiction_in(const Settings& settings, const ClusterState& cluster) {
    const std::string& host = settings.server.host;
    const std::string& role = settings.redshift.iam_role;
    std::string what;
    if (!host.empty() && !equal_without_case(host, cluster.host))
        what = fmt::format("[CLUSTER] HOST = {}", host);
    if (!role.empty() && role != role_for_copy(cluster))
        what += fmt::format("{}[IAM_ROLE] ARN = {}", what.empty() ? "" : " and ", role);
    if (what.empty()) return "";
    return fmt::format(
        "{} names {}, which is not this cluster's and counts more: take it out, or run it again "
        "with --write-config",
        settings.config_file, what);
}

}  // namespace sparkify
