#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "model/model.h"
#include "pipeline/etl.h"
#include "storage/object_store.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// What a replay loads, beside its plans.
struct Replay {
    std::vector<std::unique_ptr<ObjectStore>> stores;  ///< those that the plans read from
    std::vector<std::int64_t> reject_ids;              ///< the rejects that it closes
};

/// Plans to load the records below the open rejects of request.rejects, and puts one plan per
/// staging table into `report`. Throws Error(configuration) for what is no file of rejects or names
/// a reject that the warehouse does not have, or not as one that can be replayed.
[[nodiscard]] Replay plan_replay(Warehouse& warehouse, const Model& model,
                                 const EtlRequest& request, EtlReport& report);

}  // namespace sparkify
