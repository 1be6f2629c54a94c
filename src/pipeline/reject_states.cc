#include "pipeline/reject_states.h"

#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "pipeline/ledger.h"
#include "warehouse/statement_error.h"

namespace sparkify {
namespace {

void require_open(const std::map<std::int64_t, RejectState>& states, std::int64_t reject_id) {
    const auto state = states.find(reject_id);
    if (state == states.end())
        throw Error(ErrorCode::usage, {fmt::format("there is no reject {}", reject_id), "", "",
                                       "`sparkify rejects list --all` lists them"});
    if (!state->second.open())
        throw Error(ErrorCode::usage, {fmt::format("reject {} is not open", reject_id), "",
                                       state->second.status, "`sparkify rejects` lists what is"});
}

}  // namespace

std::map<std::int64_t, RejectState> reject_states(Warehouse& warehouse, const Model& model) {
    std::map<std::int64_t, RejectState> states;
    for (const std::vector<Value>& row : ask_ledger(warehouse, model, "reject_states").rows)
        states.emplace(
            std::get<std::int64_t>(row.at(0)),
            RejectState{std::get<std::int64_t>(row.at(1)), std::get<std::string>(row.at(2)),
                        std::get<bool>(row.at(3)), std::get<std::string>(row.at(4))});
    return states;
}

void discard_rejects(Warehouse& warehouse, const Model& model,
                     const std::vector<std::int64_t>& reject_ids) {
    const auto states = reject_states(warehouse, model);
    for (const std::int64_t reject_id : reject_ids)
        require_open(states, reject_id);
    warehouse.begin();
    close_rejects(warehouse, model, reject_ids, "discarded", 0);
    try {
        warehouse.commit();
    } catch (const CommitUnknown& lost) {
        throw Error(ErrorCode::unreachable,
                    {"nobody knows whether the rejects were discarded", warehouse.name(),
                     lost.what(), "see whether `sparkify rejects` still lists them"});
    }
}

}  // namespace sparkify
