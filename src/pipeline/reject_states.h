#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/model.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// What the ledger says has become of a reject.
struct RejectState {
    std::int64_t run_id = 0;
    std::string table;
    bool record_cut = false;
    std::string status;  ///< "open", "replayed", "discarded", "superseded", "run failed"

    [[nodiscard]] bool open() const { return status == "open"; }
};

/// Those of all rejects, by their ids. Empty if there is no ledger yet.
[[nodiscard]] std::map<std::int64_t, RejectState> reject_states(Warehouse& warehouse,
                                                                const Model& model);

/// Marks open rejects as discarded, in a transaction of its own: nobody wants their records any
/// more. Throws Error(usage) if one of them does not exist or is not open; then nothing is changed.
void discard_rejects(Warehouse& warehouse, const Model& model,
                     const std::vector<std::int64_t>& reject_ids);

}  // namespace sparkify
