#include "warehouse/redshift/compaction.h"

#include <algorithm>

#include "ingest/read_in_threads.h"
#include "warehouse/redshift/json_lines.h"
#include "warehouse/redshift/load_way.h"

namespace sparkify {
namespace {

/// An object that is smaller is not worth its request.
constexpr std::uint64_t kLeastBytes = CompactionRule::kSmallBytes;
constexpr std::size_t kMostBytes = std::size_t{64} << 20;

/// Half of the memory is for what is being filled, and half for what is being written.
CompactedObjects::Options layout_of(const RecordSource& source, const CompactionPlan& plan) {
    CompactedObjects::Options options;
    options.width = std::clamp<std::uint64_t>(bytes_of(source.objects()) / kLeastBytes, 1,
                                              std::max<std::uint64_t>(plan.slices, 1));
    options.full_bytes =
        std::clamp<std::size_t>(plan.memory_bytes / 2 / options.width, kLeastBytes, kMostBytes);
    return options;
}

}  // namespace

std::vector<std::string> compact(RecordSource& source, const CompactionPlan& plan,
                                 const CompactedObjects::PutObject& put) {
    CompactedObjects objects(plan.name, layout_of(source, plan), put);
    read_in_threads(source, plan.threads, [&] {
        return [&, lines = std::string()](const RecordBatch& batch) mutable {
            plan.throw_if_interrupted();
            lines.clear();
            append_json_lines(batch, source.columns(), lines);
            objects.add(lines);
        };
    });
    return objects.finish();
}

}  // namespace sparkify
