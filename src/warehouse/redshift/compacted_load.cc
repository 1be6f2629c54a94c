#include "warehouse/redshift/compacted_load.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "ingest/read_in_threads.h"
#include "warehouse/redshift/compacted_objects.h"
#include "warehouse/redshift/json_lines.h"

namespace sparkify {
namespace {

/// An object below that size is not worth its request (Redshift's guide, "Loading data files").
constexpr std::uint64_t kLeastBytes = 1'000'000;
constexpr std::size_t kMostBytes = std::size_t{64} << 20;

/// One object per slice, unless they would be tiny. Half of the memory is for what is being filled,
/// and half for what is being written.
CompactedObjects::Options layout_of(const RecordSource& source, const CompactedLoad& how) {
    const std::uint64_t bytes =
        std::accumulate(source.objects().begin(), source.objects().end(), std::uint64_t{0},
                        [](std::uint64_t sum, const Object& object) { return sum + object.size; });
    CompactedObjects::Options options;
    options.width = std::clamp<std::uint64_t>(bytes / kLeastBytes, 1, how.slices);
    options.full_bytes =
        std::clamp<std::size_t>(how.memory_bytes / 2 / options.width, kLeastBytes, kMostBytes);
    return options;
}

}  // namespace

std::uint64_t load_compacted(CopyLoad& load, RecordSource& source, S3Staging& staging,
                             std::int64_t load_id, const CompactedLoad& how) {
    CompactedObjects objects(load.table(), layout_of(source, how),
                             [&](const std::string& name, std::string bytes) {
                                 return staging.put(name, std::move(bytes));
                             });
    read_in_threads(source, how.threads, [&] {
        return [&, lines = std::string()](const RecordBatch& batch) mutable {
            how.throw_if_interrupted();
            lines.clear();
            append_json_lines(batch, source.columns(), lines);
            objects.add(lines);
        };
    });
    const std::vector<std::string> locations = objects.finish();
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
