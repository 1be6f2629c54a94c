#include "warehouse/redshift/redshift_access.h"

#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "warehouse/redshift/load_settings.h"
#include "warehouse/redshift/redshift_examination.h"
#include "warehouse/redshift/row_lock.h"

namespace sparkify {
namespace {

bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

/// Whether users, or PostgreSQL's environment, say where the server is.
bool is_said(const ServerSettings& server) {
    return !server.url.empty() || !server.host.empty() || is_set("PGHOST") || is_set("PGSERVICE");
}

}  // namespace

RedshiftAccess::RedshiftAccess(Options options)
    : options_(std::move(options)), interrupt_(std::make_shared<PgInterrupt>()) {}

const PgConnection::Options& RedshiftAccess::connection_options() {
    if (connection_options_) return *connection_options_;
    PgConnection::Options options = redshift_options({.server = discovered_server(),
                                                      .source = options_.source,
                                                      .interrupt = interrupt_,
                                                      .stop = options_.stop,
                                                      .log = options_.log,
                                                      .silence = {}});
    const ConnectionParameters& parameters = options.parameters;
    ClusterLookup& lookup = cluster_lookup(parameters.value_of("host"));
    if (!parameters.has_password() && lookup.has_name())
        options.log_in = [logins = lookup.logins(parameters, options_.warn)](
                             ConnectionParameters& of_new) { logins->log_in(of_new); };
    else
        require_user(parameters, options_.source);
    return connection_options_.emplace(std::move(options));
}

/// Where nobody says where the server is, AWS knows it by the cluster's name, and its role.
ServerSettings RedshiftAccess::discovered_server() {
    ServerSettings server = options_.server;
    if (is_said(server) || options_.settings.cluster.empty()) return server;
    const ClusterState& cluster = cluster_lookup("").cluster();
    server.host = cluster.host;
    server.port = std::to_string(cluster.port);
    if (server.database.empty()) server.database = cluster.database;
    if (server.user.empty()) server.user = cluster.user;
    if (options_.settings.iam_role.empty()) options_.settings.iam_role = role_for_copy(cluster);
    options_.log(
        fmt::format("{} is at {}:{}", options_.settings.cluster, server.host, server.port));
    return server;
}

ClusterLookup& RedshiftAccess::cluster_lookup(const std::string& host) {
    if (!cluster_lookup_) cluster_lookup_.emplace(options_.settings, host, options_.aws);
    return *cluster_lookup_;
}

RedshiftLoads RedshiftAccess::loads() const {
    RedshiftLoads loads;
    loads.aws = options_.aws;
    loads.settings = options_.settings;
    loads.compaction = options_.compaction;
    loads.threads = options_.threads;
    loads.memory_bytes = options_.memory_bytes;
    loads.log = options_.log;
    return loads;
}

std::shared_ptr<RunLock> RedshiftAccess::lock() {
    return std::make_shared<RowLock>(connection_options());
}

std::unique_ptr<Warehouse> RedshiftAccess::open(std::shared_ptr<RunLock> lock) {
    if (lock == nullptr) lock = this->lock();
    const PgConnection::Options& connection = connection_options();
    return std::make_unique<RedshiftWarehouse>(std::dynamic_pointer_cast<RowLock>(lock), connection,
                                               loads());
}

std::unique_ptr<Warehouse> RedshiftAccess::open_to_read() {
    const std::stop_callback interruption(options_.stop, [this] { interrupt_->request(); });
    return std::make_unique<RedshiftWarehouse>(connection_options());
}

void RedshiftAccess::require_what_loads_need() {
    require_load_settings(options_.settings, options_.data);
}

void RedshiftAccess::examine(Examination& examination) {
    const std::stop_callback interruption(options_.stop, [this] { interrupt_->request(); });
    const PgConnection::Options& connection = connection_options();
    examine_redshift(connection, loads(), options_.data, examination);
}

}  // namespace sparkify
