#pragma once

#include "model/model.h"
#include "pipeline/etl.h"
#include "pipeline/run_observer.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// Lists what both sources hold, into report.plans. Needs no warehouse, so that a mistyped place is
/// found before one is opened. Nothing for a rebuild or a replay.
void list_sources(const Model& model, const EtlRequest& request, RunObserver& observer,
                  EtlReport& report);

/// Decides by the ledger what of the listed objects a run would load. `warehouse` is null if there
/// is none yet.
void plan_run(Warehouse* warehouse, const Model& model, const EtlRequest& request,
              EtlReport& report);

}  // namespace sparkify
