#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/column.h"
#include "ingest/json_paths.h"
#include "model/model.h"
#include "pipeline/ledger.h"
#include "pipeline/object_plan.h"
#include "pipeline/run_observer.h"
#include "storage/object_store.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// What one staging table is loaded from.
struct StagingPlan {
    std::string table;
    std::string location;
    ObjectStore* store = nullptr;
    std::vector<Object> listed;          ///< what is there
    std::vector<PlannedObject> planned;  ///< and what a run makes of it
    std::vector<Object> objects;         ///< what is to be loaded
    std::vector<Column> columns;         ///< of the table, without load_id
    std::vector<JsonPath> paths;         ///< one per column
    bool by_name = false;                ///< a user asked for columns to be found by their names
    bool of_rejects = false;             ///< of a file of this program's, which users have mended

    /// Decides what to load, by what the ledger says was loaded: what is new or has changed, or all
    /// if what is known is forgotten.
    void choose(const std::vector<KnownObject>& known, KnownObjects what_is_known);

    /// Of the objects to be loaded, as stored.
    [[nodiscard]] std::uint64_t bytes() const;
};

/// What became of the records that a staging table was loaded from.
struct LoadAccount {
    std::string table;
    std::uint64_t objects = 0;
    std::uint64_t bytes = 0;
    std::uint64_t read = 0;    ///< records, as the reader counted them
    std::uint64_t staged = 0;  ///< rows, as the warehouse counted them
    std::uint64_t rejected = 0;
    std::vector<LoadedObject> loaded = {};
};

/// Lists the objects at `location` and finds out how their records map to the columns of `table`.
/// `json_paths_location`: a JSONPaths file in the same store, "auto", or empty for the model's own.
/// Throws what the store throws, and Error(configuration) for a wrong JSONPaths file.
[[nodiscard]] StagingPlan plan_staging(const Model& model, std::string table, ObjectStore& store,
                                       std::string location,
                                       const std::string& json_paths_location);

/// How the records of `table` map to its columns, one path per column (without load_id). See
/// plan_staging().
[[nodiscard]] std::vector<JsonPath> column_paths(const Model& model, const std::string& table,
                                                 ObjectStore& store,
                                                 const std::string& json_paths_location);

/// Loads all objects of the plan into its table, and warns of a load that looks wrong: no records,
/// nothing but rejects, columns found by name that never have a value. Rejects go to `rejects`;
/// whether there are too many is for the caller to decide.
LoadAccount load_staging(Warehouse& warehouse, const StagingPlan& plan, std::int64_t load_id,
                         RejectLog& rejects, RunObserver& observer);

}  // namespace sparkify
