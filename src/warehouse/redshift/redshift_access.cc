#include "warehouse/redshift/redshift_access.h"

#include <utility>

#include <fmt/format.h>

#include "warehouse/redshift/cluster_host.h"
#include "warehouse/redshift/load_settings.h"
#include "warehouse/redshift/redshift_examination.h"
#include "warehouse/redshift/row_lock.h"

namespace sparkify {
namespace {

/// The name of the cluster is said, or the host begins with it.
std::optional<ClusterHost> cluster_of(const std::string& named, const std::string& host) {
    auto cluster = cluster_host_of(host);
    if (named.empty()) return cluster;
    return ClusterHost{named, cluster ? cluster->region : ""};
}

}  // namespace

RedshiftAccess::RedshiftAccess(Options options)
    : options_(std::move(options)), interrupt_(std::make_shared<PgInterrupt>()) {}

const PgConnection::Options& RedshiftAccess::connection_options() {
    if (connection_options_) return *connection_options_;
    PgConnection::Options options = redshift_options({.server = options_.server,
                                                      .source = options_.source,
                                                      .interrupt = interrupt_,
                                                      .stop = options_.stop,
                                                      .log = options_.log,
                                                      .silence = {}});
    const auto logins = temporary_logins(options.parameters);
    if (logins)
        options.log_in = [logins](ConnectionParameters& parameters) { logins->log_in(parameters); };
    else
        require_user(options.parameters, options_.source);
    return connection_options_.emplace(std::move(options));
}

/// Nothing where there is a password, or where it is not known of which cluster to ask for one.
std::shared_ptr<TemporaryLogins> RedshiftAccess::temporary_logins(
    const ConnectionParameters& parameters) const {
    if (parameters.has_password()) return nullptr;
    const auto cluster = cluster_of(options_.settings.cluster, parameters.value_of("host"));
    if (!cluster) return nullptr;
    const auto client = std::make_shared<RedshiftClient>(options_.aws(), cluster->region);
    const auto ask = [client, name = cluster->cluster, database = parameters.value_of("dbname")] {
        return client->temporary_login(name, database);
    };
    return std::make_shared<TemporaryLogins>(ask, options_.warn);
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
    return std::make_unique<RedshiftWarehouse>(std::dynamic_pointer_cast<RowLock>(lock),
                                               connection_options(), loads());
}

std::unique_ptr<Warehouse> RedshiftAccess::open_to_read() {
    return std::make_unique<RedshiftWarehouse>(connection_options());
}

void RedshiftAccess::require_what_loads_need() {
    require_load_settings(options_.settings, options_.data);
}

void RedshiftAccess::examine(Examination& examination) {
    examine_redshift(connection_options(), loads(), options_.data, examination);
}

}  // namespace sparkify
