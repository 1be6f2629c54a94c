#include "warehouse/redshift/load_way.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "storage/s3/s3_location.h"

namespace sparkify {
namespace {

bool is_whole_and_in_s3(const Object& object) {
    return object.first_line == 1 && is_in_s3(object.key);
}

bool are_many_and_small(std::span<const Object> objects, std::uint64_t many) {
    const std::uint64_t bytes =
        std::accumulate(objects.begin(), objects.end(), std::uint64_t{0},
                        [](std::uint64_t sum, const Object& object) { return sum + object.size; });
    return objects.size() >= many && bytes / objects.size() < CompactionRule::kSmallBytes;
}

}  // namespace

LoadWay load_way_of(const RecordSource& source, const CompactionRule& rule) {
    const auto out_of_reach = std::ranges::find_if_not(source.objects(), is_whole_and_in_s3);
    if (out_of_reach != source.objects().end()) {
        if (rule.when != Compaction::never) return LoadWay::compacted;
        throw Error(ErrorCode::configuration,
                    {"the cluster cannot read this by itself", out_of_reach->key,
                     "--compact never allows nothing else", "leave --compact out"});
    }
    switch (rule.when) {
        case Compaction::always:
            return LoadWay::compacted;
        case Compaction::never:
            return LoadWay::direct;
        case Compaction::automatic:
            break;
    }
    return are_many_and_small(source.objects(), std::max<std::uint64_t>(rule.from_objects, 1))
               ? LoadWay::compacted
               : LoadWay::direct;
}

}  // namespace sparkify
