#include "pipeline/staging_load.h"

#include <unordered_map>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/letter_case.h"
#include "ingest/decoded_stream.h"
#include "ingest/record_source.h"
#include "pipeline/step_timer.h"

namespace sparkify {
namespace {

constexpr const char* kLoadId = "load_id";
constexpr std::size_t kMaxJsonPathsBytes = std::size_t{1} << 20;

/// So many bad records and no good one are no accident.
constexpr std::uint64_t kSuspiciousRejects = 10;

std::string read_json_paths(ObjectStore& store, const std::string& location) {
    const Object object{location, 0, ""};
    const auto stream = decoded(store.open(object), location);
    std::string text;
    std::vector<char> buffer(std::size_t{64} * 1024);
    while (const std::size_t count = stream->read(buffer)) {
        text.append(buffer.data(), count);
        if (text.size() > kMaxJsonPathsBytes)
            throw Error(ErrorCode::configuration,
                        {"this is no JSONPaths file", location, "it is larger than 1 MB", ""});
    }
    return text;
}

std::vector<Column> columns_to_fill(const Model& model, const std::string& table) {
    std::vector<Column> columns = model.columns_of(table);
    std::erase_if(columns, [](const Column& column) { return column.name == kLoadId; });
    return columns;
}

bool asks_for_names(const std::string& json_paths_location) {
    return equal_without_case(json_paths_location, "auto");
}

/// A server that reads an object by its name takes what is there then. If that is no longer what
/// was listed, the ledger would know of a version that was never loaded.
void throw_if_changed(const StagingPlan& plan) {
    std::unordered_map<std::string, std::string> versions;
    for (const Object& object : plan.store->list(plan.location))
        versions[object.key] = object.version;
    for (const Object& object : plan.objects) {
        const auto now = versions.find(object.key);
        if (now != versions.end() && now->second == object.version) continue;
        throw Error(ErrorCode::failed,
                    {now == versions.end() ? "an object went while it was being loaded"
                                           : "an object changed while it was being loaded",
                     object.key, "nothing was loaded", "run it again"});
    }
}

/// The columns that are NULL in every row that a load staged.
std::vector<std::string> empty_columns(Warehouse& warehouse, const StagingPlan& plan,
                                       std::int64_t load_id) {
    std::string counts;
    for (const Column& column : plan.columns)
        counts += fmt::format("{}COUNT({})", counts.empty() ? "" : ", ", column.name);
    const ResultTable result = warehouse.query(
        fmt::format("SELECT {} FROM {} WHERE load_id = {}", counts, plan.table, load_id));
    std::vector<std::string> empty;
    for (std::size_t index = 0; index < plan.columns.size(); ++index)
        if (std::get<std::int64_t>(result.rows.at(0).at(index)) == 0)
            empty.push_back(plan.columns[index].name);
    return empty;
}

void warn_of_what_looks_wrong(Warehouse& warehouse, const StagingPlan& plan,
                              const LoadAccount& account, std::int64_t load_id,
                              RunObserver& observer) {
    if (account.objects == 0) return;
    if (account.read == 0)
        observer.warn(fmt::format("{} has objects, but they hold no records", plan.location));
    else if (account.staged == 0 && account.rejected >= kSuspiciousRejects && !plan.of_rejects)
        observer.warn(fmt::format("every record in {} was rejected: is it the place for {}?",
                                  plan.location, plan.table));
    else if (plan.by_name && account.staged > 0)
        if (const auto empty = empty_columns(warehouse, plan, load_id); !empty.empty())
            observer.warn(
                fmt::format("no record in {} has a key for {}: columns are found by their "
                            "names, as auto has it",
                            plan.location, fmt::join(empty, ", ")));
}

std::vector<LoadedObject> loaded_objects(const StagingPlan& plan, const ObjectCounts& counts,
                                         const RejectLog& rejects) {
    std::unordered_map<std::string, std::uint64_t> rejected;
    if (rejects.count() > 0)
        rejects.for_each([&](const Reject& reject) { ++rejected[reject.object]; });
    std::vector<LoadedObject> loaded;
    loaded.reserve(plan.objects.size());
    for (std::size_t index = 0; index < plan.objects.size(); ++index) {
        const Object& object = plan.objects[index];
        const auto of_object = rejected.find(object.key);
        loaded.push_back({object.key, object.size, object.version, counts.records(index),
                          of_object == rejected.end() ? 0 : of_object->second});
    }
    return loaded;
}

}  // namespace

void StagingPlan::choose(const std::vector<KnownObject>& known, KnownObjects what_is_known) {
    planned = plan_objects(listed, known, location, what_is_known);
    objects.clear();
    if (what_is_known == KnownObjects::forgotten) {
        objects = listed;
        return;
    }
    for (const PlannedObject& it : planned)
        if (it.state == ObjectState::added || it.state == ObjectState::changed)
            objects.push_back(it.object);
}

std::uint64_t StagingPlan::bytes() const {
    return bytes_of(objects);
}

std::vector<JsonPath> column_paths(const Model& model, const std::string& table, ObjectStore& store,
                                   const std::string& json_paths_location) {
    const std::vector<Column> columns = columns_to_fill(model, table);
    if (asks_for_names(json_paths_location)) return json_paths_by_name(columns);
    if (!json_paths_location.empty())
        return parse_json_paths(read_json_paths(store, json_paths_location), json_paths_location,
                                columns.size());
    if (const auto own = model.json_paths_of(table))
        return parse_json_paths(*own, fmt::format("the model's JSONPaths of {}", table),
                                columns.size());
    return json_paths_by_name(columns);
}

StagingPlan plan_staging(const Model& model, std::string table, ObjectStore& store,
                         std::string location, const std::string& json_paths_location) {
    StagingPlan plan;
    plan.table = std::move(table);
    plan.location = std::move(location);
    plan.store = &store;
    plan.columns = columns_to_fill(model, plan.table);
    plan.by_name = asks_for_names(json_paths_location);
    plan.paths = column_paths(model, plan.table, store, json_paths_location);
    plan.listed = store.list(plan.location);
    return plan;
}

LoadAccount load_staging(Warehouse& warehouse, const StagingPlan& plan, std::int64_t load_id,
                         RejectLog& rejects, RunObserver& observer) {
    ReadProgress progress;
    const StepReading reading{&progress, &rejects, plan.store, plan.objects.size(), plan.bytes()};
    const StepTimer timer("load " + plan.table, observer, &reading);
    LoadAccount account;
    account.table = plan.table;
    account.objects = plan.objects.size();
    const std::uint64_t rejected_before = rejects.count();
    if (!plan.objects.empty()) {
        RecordSource source(*plan.store, plan.objects, plan.columns, plan.paths, rejects, progress);
        const LoadedRows rows = warehouse.load(plan.table, source, load_id);
        if (rows.read_by_server) throw_if_changed(plan);
        account.staged = rows.count;
        account.loaded = loaded_objects(plan, source.counts(), rejects);
    }
    account.bytes = progress.bytes;
    account.rejected = rejects.count() - rejected_before;
    account.read = progress.records + account.rejected;
    warn_of_what_looks_wrong(warehouse, plan, account, load_id, observer);
    return account;
}

}  // namespace sparkify
