#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "ingest/column.h"
#include "ingest/record_source.h"
#include "storage/s3/s3_staging.h"
#include "warehouse/libpq/pg_connection.h"
#include "warehouse/redshift/copy_statement.h"
#include "warehouse/redshift/load_errors.h"
#include "warehouse/redshift/load_way.h"
#include "warehouse/statement_error.h"

namespace sparkify {

/// What a COPY has loaded.
struct CopyOutcome {
    std::uint64_t rows = 0;
    std::vector<LoadError> errors;               ///< records that were passed over
    std::map<std::string, std::uint64_t> lines;  ///< read of each object, as the cluster tells
};

/// A load of one staging table by COPY: into a temporary table, since a manifest cannot give a
/// column a constant, and from there, with load_id, into staging. Within a transaction.
class CopyLoad {
  public:
    /// What all loads of a warehouse have in common.
    struct Cluster {
        PgConnection& connection;
        std::int64_t process = 0;             ///< see RedshiftTraits
        PgConnection::Options options;        ///< for the connection that watches
        std::string iam_role;                 ///< see CopyStatement
        bool has_stl_views = true;            ///< false: Serverless
        bool escapes_by_backslash = true;     ///< see RedshiftTraits
        unsigned threads = 1;                 ///< that read objects for rejects
        std::function<void()> roll_back_now;  ///< takes back the transaction, of which errors are
                                              ///< read that made a COPY fail
    };

    /// What is referred to has to outlive the load. `way`: by which the objects come that are
    /// copied.
    CopyLoad(Cluster cluster, S3Staging& staging, std::string region, const std::string& table,
             RecordSource& source, LoadWay way);

    /// Copies these objects, all of them, by a manifest. `progress` shows meanwhile how far the
    /// cluster has come, if it is not null. `json_paths`, `max_errors`: see
    /// CopyStatement. If there are more errors than that, those that were met are added to the
    /// source's rejects after a rollback, and Error(too_many_rejects) is thrown.
    CopyOutcome copy(std::span<const std::string> locations, Compression compression,
                     const std::string& json_paths, std::uint64_t max_errors,
                     ReadProgress* progress);

    /// Moves everything that was copied into the staging table; how many rows that were.
    std::uint64_t move_to_staging(std::int64_t load_id);

  private:
    void create_table();
    /// The COPYs of this session that each family of views knew before one began.
    struct Before {
        std::int64_t sys = 0;
        std::int64_t stl = 0;
    };

    void run(const CopyStatement& statement, const Before& before, ReadProgress* progress);
    [[noreturn]] void throw_failed(const StatementError& error, const Before& before);
    [[nodiscard]] std::vector<LoadError> errors_told_of_failure(const Before& before);
    [[noreturn]] void throw_too_many(const StatementError& error) const;
    [[nodiscard]] const char* next_step() const;
    [[nodiscard]] std::int64_t latest_query();
    [[nodiscard]] std::int64_t latest_with_errors();
    [[nodiscard]] CopyQuery query_after(const Before& before, std::int64_t in_sys) const;
    [[nodiscard]] CopyOutcome outcome_of(const Before& before, std::size_t objects);
    [[nodiscard]] std::map<std::string, std::uint64_t> lines_of(std::int64_t query);
    [[nodiscard]] std::vector<LoadError> errors_of(const CopyQuery& query, std::uint64_t count);

    Cluster cluster_;
    S3Staging& staging_;
    std::string region_;
    LoadWay way_;
    std::string table_;
    std::string copied_;  ///< name of the temporary table
    RecordSource& source_;
    bool is_created_ = false;
    unsigned manifests_ = 0;  ///< that were written
};

}  // namespace sparkify
