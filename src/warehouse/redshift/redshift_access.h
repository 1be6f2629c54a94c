#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/message_log.h"
#include "config/redshift_settings.h"
#include "config/server_settings.h"
#include "warehouse/libpq/pg_connection.h"
#include "warehouse/redshift/cluster_lookup.h"
#include "warehouse/redshift/redshift_warehouse.h"
#include "warehouse/warehouse_access.h"

namespace sparkify {

/// A database on a Redshift cluster.
class RedshiftAccess final : public WarehouseAccess {
  public:
    struct Options {
        ServerSettings server;
        RedshiftSettings settings;
        std::string source;             ///< who named the server: "dwh.cfg, [CLUSTER] HOST"
        std::vector<std::string> data;  ///< where it is
        CompactionRule compaction;
        unsigned threads = 1;            ///< that read records
        std::uint64_t memory_bytes = 0;  ///< for objects that are not written yet
        std::stop_token stop;            ///< ends the making of connections, and looking at them
        MessageLog log;                  ///< is told of what the server says beside its answers
        MessageLog warn;                 ///< is told what users should know
        /// The way to AWS. Called when it is needed.
        std::function<std::shared_ptr<AwsAccess>()> aws;
    };

    explicit RedshiftAccess(Options options);

    [[nodiscard]] bool exists() override { return true; }
    [[nodiscard]] std::shared_ptr<RunLock> lock() override;
    [[nodiscard]] std::unique_ptr<Warehouse> open(std::shared_ptr<RunLock> lock) override;
    [[nodiscard]] std::unique_ptr<Warehouse> open_to_read() override;
    void require_what_loads_need() override;
    void examine(Examination& examination) override;

  private:
    [[nodiscard]] const PgConnection::Options& connection_options();
    [[nodiscard]] ServerSettings discovered_server();
    [[nodiscard]] ClusterLookup& cluster_lookup(const std::string& host);
    /// Only once the connection is known: the cluster's role is found with it.
    [[nodiscard]] RedshiftLoads loads() const;

    Options options_;
    std::shared_ptr<PgInterrupt> interrupt_;
    std::optional<PgConnection::Options> connection_options_;  ///< once they are known
    std::optional<ClusterLookup> cluster_lookup_;
};

}  // namespace sparkify
