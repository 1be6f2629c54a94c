#include "pipeline/staging_load.h"

#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "ingest/decoded_stream.h"
#include "ingest/record_source.h"
#include "pipeline/step_timer.h"

namespace sparkify {
namespace {

constexpr const char* kLoadId = "load_id";
constexpr std::size_t kMaxJsonPathsBytes = std::size_t{1} << 20;

std::string read_json_paths(ObjectStore& store, const std::string& location) {
    const Object object{location, 0, ""};
    const auto stream = decoded(store.open(object), location);
    std::string text;
    std::vector<char> buffer(64 * 1024);
    while (const std::size_t count = stream->read(buffer)) {
        text.append(buffer.data(), count);
        if (text.size() > kMaxJsonPathsBytes)
            throw Error(ErrorCode::configuration,
                        {"this is no JSONPaths file", location, "it is larger than 1 MB", ""});
    }
    return text;
}

std::vector<JsonPath> paths_for(const Model& model, const StagingPlan& plan,
                                const std::string& json_paths_location) {
    if (json_paths_location == "auto") return json_paths_by_name(plan.columns);
    if (!json_paths_location.empty())
        return parse_json_paths(read_json_paths(*plan.store, json_paths_location),
                                json_paths_location, plan.columns.size());
    if (const auto own = model.json_paths_of(plan.table))
        return parse_json_paths(*own, fmt::format("the model's JSONPaths of {}", plan.table),
                                plan.columns.size());
    return json_paths_by_name(plan.columns);
}

}  // namespace

std::uint64_t StagingPlan::bytes() const {
    return std::accumulate(objects.begin(), objects.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const Object& it) { return sum + it.size; });
}

StagingPlan plan_staging(const Model& model, std::string table, ObjectStore& store,
                         std::string location, const std::string& json_paths_location) {
    StagingPlan plan;
    plan.table = std::move(table);
    plan.location = std::move(location);
    plan.store = &store;
    plan.columns = model.columns_of(plan.table);
    std::erase_if(plan.columns, [](const Column& column) { return column.name == kLoadId; });
    plan.paths = paths_for(model, plan, json_paths_location);
    plan.objects = store.list(plan.location);
    return plan;
}

LoadAccount load_staging(Warehouse& warehouse, const StagingPlan& plan, std::int64_t load_id,
                         RejectLog& rejects, RunObserver& observer) {
    ReadProgress progress;
    const StepReading reading{&progress, &rejects, plan.objects.size(), plan.bytes()};
    const StepTimer timer("load " + plan.table, observer, &reading);
    LoadAccount account;
    account.table = plan.table;
    account.objects = plan.objects.size();
    const std::uint64_t rejected_before = rejects.count();
    if (!plan.objects.empty()) {
        RecordSource source(*plan.store, plan.objects, plan.columns, plan.paths, rejects, progress);
        account.staged = warehouse.load(plan.table, source, load_id);
    }
    account.bytes = progress.bytes;
    account.rejected = rejects.count() - rejected_before;
    return account;
}

}  // namespace sparkify
