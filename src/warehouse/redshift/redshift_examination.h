#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "aws/aws_access.h"
#include "config/redshift_settings.h"
#include "warehouse/examination.h"
#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// Looks at all that a run needs of a Redshift cluster: whether it can be reached, step by step,
/// what the user may do there, and whether a COPY would work. For that a record, a manifest and a
/// JSONPaths file are written to the place for staging, read by the cluster with NOLOAD, and
/// removed; nothing else is changed. `data`: places of which, if they are in S3, the cluster is to
/// read an object, too.
void examine_redshift(const PgConnection::Options& options, const RedshiftSettings& settings,
                      const std::vector<std::string>& data,
                      const std::function<std::shared_ptr<AwsAccess>()>& aws,
                      Examination& examination);

}  // namespace sparkify
