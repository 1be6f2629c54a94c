#include "pipeline/transform.h"

#include <algorithm>
#include <span>
#include <string>

#include "pipeline/step_timer.h"

namespace sparkify {

namespace {

/// Whether a transform takes a load slice by slice.
bool is_sliced(const ModelFile& file) {
    return file.header_value("per") == "slice";
}

class Transforms {
  public:
    Transforms(Warehouse& warehouse, std::int64_t first_load_id, RunObserver& observer)
        : warehouse_(warehouse), first_load_id_(first_load_id), observer_(observer) {}

    void run(std::span<const ModelFile> files) {
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
        for (const std::string& slice : warehouse_.slices_loaded(kEvents, "ts", first_load_id_))
            for (const ModelFile& file : files)
                run(file, slice);
    }

    void run(const ModelFile& file, const std::string& events) {
        const StepTimer timer("transform " + file.name, observer_);
        const SqlParameters parameters{{"first_load_id", std::to_string(first_load_id_)},
                                       {"loaded_events", events}};
        for (const std::string& statement :
             statements_of(file.text, warehouse_.dialect(), parameters))
            warehouse_.execute(statement);
    }

    const std::string& whole_load() {
        if (whole_load_.empty()) whole_load_ = warehouse_.rows_loaded(kEvents, first_load_id_);
        return whole_load_;
    }

    static constexpr const char* kEvents = "staging_events";

    Warehouse& warehouse_;
    std::int64_t first_load_id_;
    RunObserver& observer_;
    std::string whole_load_;
};

}  // namespace

void run_transforms(Warehouse& warehouse, const Model& model, std::int64_t first_load_id,
                    RunObserver& observer) {
    Transforms(warehouse, first_load_id, observer).run(model.transforms());
}

}  // namespace sparkify
