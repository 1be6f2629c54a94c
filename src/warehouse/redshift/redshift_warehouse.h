#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "aws/aws_access.h"
#include "base/message_log.h"
#include "config/redshift_settings.h"
#include "storage/s3/s3_staging.h"
#include "storage/s3/s3_store.h"
#include "warehouse/libpq/pg_warehouse.h"
#include "warehouse/redshift/compaction.h"
#include "warehouse/redshift/copy_load.h"
#include "warehouse/redshift/load_way.h"
#include "warehouse/redshift/redshift_session.h"
#include "warehouse/redshift/row_lock.h"

namespace sparkify {

/// What loads into Redshift need beside the connection.
struct RedshiftLoads {
    std::function<std::shared_ptr<AwsAccess>()> aws;  ///< the way to S3
    RedshiftSettings settings;  ///< where manifests and compacted objects are written, and the role
    CompactionRule compaction;
    unsigned threads = 1;            ///< that read records
    std::uint64_t memory_bytes = 0;  ///< for objects that are not written yet
    MessageLog log;
};

/// An Amazon Redshift database. The tables are in the schema that a new table would be made in (the
/// first of search_path), the ledger in `etl`.
class RedshiftWarehouse final : public PgWarehouse {
  public:
    /// For a run: works in the session that holds the lock. `options`: with which it was connected.
    RedshiftWarehouse(const std::shared_ptr<RowLock>& lock, PgConnection::Options options,
                      RedshiftLoads loads);

    /// For looking only.
    explicit RedshiftWarehouse(const PgConnection::Options& options);

    [[nodiscard]] Dialect dialect() const override { return Dialect::redshift; }
    [[nodiscard]] bool can_replace_tables() const override { return false; }
    [[nodiscard]] std::string schema() const override { return traits().schema; }

    [[nodiscard]] bool has_table(std::string_view schema, std::string_view table) override;
    [[nodiscard]] bool has_schema(std::string_view schema) override;
    [[nodiscard]] bool has_key(std::string_view name) override;
    void insert(std::string_view schema, std::string_view table,
                const std::vector<std::vector<Value>>& rows) override;

    void begin() override;

    /// By COPY, from where the objects lie or from objects that are made of them (load_way_of()).
    LoadedRows load(const std::string& table, RecordSource& source, std::int64_t load_id) override;

  private:
    [[nodiscard]] S3Staging open_staging();
    void try_role(S3Staging& staging, const std::string& region);
    [[nodiscard]] std::string region_for(const RecordSource& source, LoadWay way) const;
    [[nodiscard]] CopyLoad::Cluster cluster();
    [[nodiscard]] CompactionPlan compaction_plan(const std::string& table) const;

    /// Of the session that there is now: that of a run may be another one after it was lost.
    [[nodiscard]] const RedshiftTraits& traits() const;

    PgConnection::Options options_;
    std::shared_ptr<RowLock> lock_;  ///< of a run
    RedshiftTraits traits_;          ///< of who looks only
    RedshiftLoads loads_;
    std::unique_ptr<S3Store> s3_;  ///< once something was loaded
    bool role_was_tried_ = false;
};

}  // namespace sparkify
