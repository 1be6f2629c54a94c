#include "warehouse/redshift/compacted_load.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"

namespace sparkify {

std::uint64_t load_compacted(CopyLoad& load, RecordSource& source, S3Staging& staging,
                             std::int64_t load_id, const CompactionPlan& plan) {
    const std::vector<std::string> locations =
        compact(source, plan, [&](const std::string& name, std::string bytes) {
            return staging.put(name, std::move(bytes));
        });
    const std::uint64_t records = source.progress().records;
    if (locations.empty() || source.rejects().count() > source.rejects().max_errors()) return 0;
    const CopyOutcome outcome = load.copy(locations, Compression::zstd, "auto", 0, nullptr);
    if (outcome.rows != records)
        throw Error(ErrorCode::failed,
                    {"the cluster has not loaded what it was given", staging.folder(),
                     fmt::format("{} of {} records", outcome.rows, records),
                     "nothing was changed; run it again"});
    return load.move_to_staging(load_id);
}

}  // namespace sparkify
