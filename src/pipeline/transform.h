#pragma once

#include <cstdint>

#include "model/model.h"
#include "pipeline/run_observer.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// Brings the star up to the load `first_load_id` and all later ones: runs the model's transforms,
/// each as a step of its own. Transforms that follow each other with `-- per: slice` at their top
/// are run together for one slice of the loads' events after the other (Warehouse::slices_loaded),
/// so that a load of any size takes bounded memory; :loaded_events then stands for the slice.
void run_transforms(Warehouse& warehouse, const Model& model, std::int64_t first_load_id,
                    RunObserver& observer);

}  // namespace sparkify
