#include "pipeline/replay.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "pipeline/reject_file.h"
#include "pipeline/reject_states.h"

namespace sparkify {
namespace {

[[noreturn]] void throw_not_to_be_replayed(const Object& file, const RejectSection& section,
                                           std::string what, std::string next_step) {
    throw Error(
        ErrorCode::configuration,
        {std::move(what), fmt::format("{}:{}", file.key, section.line), "", std::move(next_step)});
}

class Planning {
  public:
    Planning(Warehouse& warehouse, const Model& model, const EtlRequest& request, EtlReport& report)
        : warehouse_(warehouse), model_(model), request_(request), report_(report) {}

    Replay plan() {
        choose_sections();
        // As in every run, songs come first.
        plan_table("staging_songs", "");
        plan_table("staging_events", request_.log_jsonpath);
        replay_.reject_ids.assign(reject_ids_.begin(), reject_ids_.end());
        report_.sections.replayed = replay_.reject_ids.size();
        return std::move(replay_);
    }

  private:
    void choose_sections() {
        const auto states = reject_states(warehouse_, model_);
        const Object file{request_.rejects.location, 0, ""};
        for (const RejectSection& section : sections_in(*request_.rejects.store, file)) {
            const auto state = states.find(section.reject_id);
            if (state == states.end())
                throw_not_to_be_replayed(
                    file, section, fmt::format("there is no reject {}", section.reject_id),
                    fmt::format("name the warehouse that it was exported from; this is {}",
                                warehouse_.name()));
            choose(file, section, state->second);
        }
    }

    void choose(const Object& file, const RejectSection& section, const RejectState& state) {
        if (state.status == "run failed")
            throw_not_to_be_replayed(
                file, section,
                fmt::format("the run of reject {} failed, so nothing of it was loaded",
                            section.reject_id),
                "mend the object itself, and run `sparkify etl`");
        if (!state.open())
            ++report_.sections.closed_before;
        else if (section.empty())
            ++report_.sections.empty;
        else
            sections_[state.table].push_back(section);
        if (state.open() && !section.empty() && reject_ids_.insert(section.reject_id).second &&
            state.record_cut)
            ++report_.sections.cut;
    }

    void plan_table(const std::string& table, const std::string& json_paths_location) {
        if (sections_[table].empty()) return;
        replay_.stores.push_back(std::make_unique<RejectSectionStore>(
            *request_.rejects.store, request_.rejects.location, sections_[table]));
        report_.plans.push_back(plan_staging(model_, table, *replay_.stores.back(),
                                             request_.rejects.location, json_paths_location));
        report_.plans.back().objects = report_.plans.back().listed;
        report_.plans.back().of_rejects = true;
    }

    Warehouse& warehouse_;
    const Model& model_;
    const EtlRequest& request_;
    EtlReport& report_;
    std::map<std::string, std::vector<RejectSection>> sections_;  ///< by staging table
    std::set<std::int64_t> reject_ids_;
    Replay replay_;
};

}  // namespace

Replay plan_replay(Warehouse& warehouse, const Model& model, const EtlRequest& request,
                   EtlReport& report) {
    return Planning(warehouse, model, request, report).plan();
}

}  // namespace sparkify
