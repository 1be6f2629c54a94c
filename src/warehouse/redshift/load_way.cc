#include "warehouse/redshift/load_way.h"

#include <algorithm>

#include "base/error.h"
#include "storage/s3/s3_location.h"

namespace sparkify {
namespace {

bool is_whole_and_in_s3(const Object& object) {
    return object.first_line == 1 && is_in_s3(object.key);
}

bool are_many_and_small(std::span<const Object> objects, std::uint64_t many) {
    return objects.size() >= many &&
           bytes_of(objects) / objects.size() < CompactionRule::kSmallBytes;
}

}  // namespace

LoadWay load_way_of(std::span<const Object> objects, const CompactionRule& rule) {
    const auto out_of_reach = std::ranges::find_if_not(objects, is_whole_and_in_s3);
    if (out_of_reach != objects.end()) {
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
    return are_many_and_small(objects, std::max<std::uint64_t>(rule.from_objects, 1))
               ? LoadWay::compacted
               : LoadWay::direct;
}

}  // namespace sparkify
