#pragma once

#include <string>
#include <vector>

#include "warehouse/examination.h"
#include "warehouse/libpq/pg_connection.h"
#include "warehouse/redshift/redshift_warehouse.h"

namespace sparkify {

/// Looks at all that a run needs of a Redshift cluster: whether it can be reached, step by step,
/// what the user may do there, and whether a COPY would work. For that a record, a manifest and a
/// JSONPaths file are written to the place for staging, read by the cluster with NOLOAD, and
/// removed; nothing else is changed. `data`: places of which, if they are in S3 and would not be
/// compacted, the cluster is to read an object, too.
void examine_redshift(const PgConnection::Options& options, const RedshiftLoads& loads,
                      const std::vector<std::string>& data, Examination& examination);

}  // namespace sparkify
