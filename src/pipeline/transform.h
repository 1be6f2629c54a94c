#pragma once

#include <cstdint>

#include "model/model.h"
#include "pipeline/run_observer.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// What of the warehouse a run brings the star up to.
struct LoadedPart {
    std::int64_t first_load_id = 0;     ///< this load and all later ones
    std::int64_t last_songplay_id = 0;  ///< the greatest one before the run
    /// Scope::run if the warehouse held plays before, so that looking at everything again would
    /// cost more than the run itself.
    Scope scope = Scope::everything;

    /// :first_load_id and :last_songplay_id.
    [[nodiscard]] SqlParameters parameters() const;
};

/// Brings the star up to the loads: runs the model's transforms, each that has something to do for
/// the engine and the scope as a step of its own.
/// Transforms that follow each other with `-- per: slice` at their top are run together for one
/// slice of the loads' events after the other (Warehouse::slices_loaded), so that a load of any
/// size takes bounded memory; :loaded_events then stands for the slice. What has `-- needs: events`
/// at its top is passed over as long as no event was ever staged, what has `-- needs: new
/// events` if none of the loads staged one, and what has `-- needs: earlier plays` if the warehouse
/// held no plays before the run. Throws Error(configuration) for any other need.
void run_transforms(Warehouse& warehouse, const Model& model, const LoadedPart& part,
                    RunObserver& observer);

/// Runs the transforms that have `-- after: checks` at their top: they clear away what the checks
/// of a run look at.
void run_transforms_after_checks(Warehouse& warehouse, const Model& model, const LoadedPart& part,
                                 RunObserver& observer);

}  // namespace sparkify
