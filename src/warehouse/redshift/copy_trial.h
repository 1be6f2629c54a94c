#pragma once

#include <string>

#include "storage/s3/s3_staging.h"
#include "warehouse/libpq/pg_connection.h"
#include "warehouse/redshift/copy_statement.h"
#include "warehouse/redshift/redshift_session.h"

namespace sparkify {

/// Has a cluster try whether its role lets it read what loads give it, before anything depends on
/// it. In a session of its own: the cluster's views tell of the COPYs of a session some time after
/// they are over, so that one too many would be taken for another. All calls throw what COPY is
/// refused with (copy_error_of()), and what S3Store throws.
class CopyTrial {
  public:
    /// `region`: of `staging`, where it writes what the cluster is to read; `iam_role`: see
    /// CopyStatement. What is referred to has to outlive the trial.
    CopyTrial(PgConnection& session, const RedshiftTraits& traits, S3Staging& staging,
              std::string region, std::string iam_role);

    /// Loads a record of its own: by a manifest and a JSONPaths file, as all loads go.
    void copy_record();

    /// Has an object read that is somebody's, without loading it (NOLOAD). What it holds does not
    /// matter: all errors of records are passed over.
    void read(const std::string& object);

  private:
    [[nodiscard]] CopyStatement statement_for(const std::string& manifest) const;
    void run(const CopyStatement& statement);

    PgConnection& session_;
    bool escapes_by_backslash_;
    S3Staging& staging_;
    std::string region_;
    std::string iam_role_;
    std::string json_paths_;
    std::string record_manifest_;
};

}  // namespace sparkify
