#include "pipeline/transform.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "pipeline/step_timer.h"

namespace sparkify {

namespace {

/// Whether a transform takes a load slice by slice.
bool is_sliced(const ModelFile& file) {
    return file.header_value("per") == "slice";
}

std::vector<ModelFile> transforms_of(const Model& model, bool after_checks) {
    std::vector<ModelFile> files = model.transforms();
    std::erase_if(files, [=](const ModelFile& file) {
        return (file.header_value("after") == "checks") != after_checks;
    });
    return files;
}

class Transforms {
  public:
    Transforms(Warehouse& warehouse, const LoadedPart& part, RunObserver& observer)
        : warehouse_(warehouse), part_(part), observer_(observer) {}

    void run(std::vector<ModelFile> needed) {
        std::erase_if(needed, [this](const ModelFile& file) { return !is_needed(file); });
        std::span<const ModelFile> files = needed;
        while (!files.empty()) {
            const std::size_t sliced = sliced_at_front(files);
            if (sliced == 0)
                run(files.front(), whole_load());
            else
                run_by_slice(files.first(sliced));
            files = files.subspan(std::max<std::size_t>(sliced, 1));
        }
    }

  private:
    static std::size_t sliced_at_front(std::span<const ModelFile> files) {
        return static_cast<std::size_t>(std::ranges::find_if_not(files, is_sliced) - files.begin());
    }

    void run_by_slice(std::span<const ModelFile> files) {
        for (const std::string& slice :
             warehouse_.slices_loaded(kEvents, "ts", part_.first_load_id))
            for (const ModelFile& file : files)
                run(file, slice);
    }

    /// Whether there is a row for a transform to work on.
    bool is_needed(const ModelFile& file) {
        const std::string_view needs = file.header_value("needs");
        if (needs.empty()) return true;
        if (needs == "events") return has_events(ever_, 0);
        if (needs == "new events") return has_events(new_, part_.first_load_id);
        if (needs == "earlier plays") return part_.scope == Scope::run;
        throw Error(
            ErrorCode::configuration,
            {"a transform has an unknown need", file.place, std::string(needs),
             "write `-- needs: events`, `-- needs: new events` or `-- needs: earlier plays` at "
             "its top"});
    }

    bool has_events(std::optional<bool>& known, std::int64_t first_load_id) {
        if (!known)
            known = !warehouse_
                         .query(fmt::format("SELECT load_id FROM {} WHERE load_id >= {} LIMIT 1",
                                            kEvents, first_load_id))
                         .rows.empty();
        return *known;
    }

    void run(const ModelFile& file, const std::string& events) {
        SqlParameters parameters = part_.parameters();
        parameters["loaded_events"] = events;
        const auto statements =
            statements_of(file.text, warehouse_.dialect(), parameters, part_.scope);
        if (statements.empty()) return;
        const StepTimer timer("transform " + file.name, observer_);
        for (const std::string& statement : statements)
            warehouse_.execute(statement);
    }

    const std::string& whole_load() {
        if (whole_load_.empty()) whole_load_ = warehouse_.rows_loaded(kEvents, part_.first_load_id);
        return whole_load_;
    }

    static constexpr const char* kEvents = "staging_events";

    Warehouse& warehouse_;
    LoadedPart part_;
    RunObserver& observer_;
    std::string whole_load_;
    std::optional<bool> ever_;  ///< whether an event was ever staged, once it is known
    std::optional<bool> new_;   ///< whether one of the loads staged one
};

}  // namespace

SqlParameters LoadedPart::parameters() const {
    return {{"first_load_id", std::to_string(first_load_id)},
            {"last_songplay_id", std::to_string(last_songplay_id)}};
}

void run_transforms(Warehouse& warehouse, const Model& model, const LoadedPart& part,
                    RunObserver& observer) {
    Transforms(warehouse, part, observer).run(transforms_of(model, /*after_checks=*/false));
}

void run_transforms_after_checks(Warehouse& warehouse, const Model& model, const LoadedPart& part,
                                 RunObserver& observer) {
    Transforms(warehouse, part, observer).run(transforms_of(model, /*after_checks=*/true));
}

}  // namespace sparkify
