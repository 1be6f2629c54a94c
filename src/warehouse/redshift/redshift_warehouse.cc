#include "warehouse/redshift/redshift_warehouse.h"

#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "warehouse/libpq/connect_error.h"
#include "warehouse/libpq/pg_error.h"
#include "warehouse/redshift/compacted_load.h"
#include "warehouse/redshift/copy_trial.h"
#include "warehouse/redshift/direct_load.h"
#include "warehouse/redshift/insert_statements.h"
#include "warehouse/redshift/load_settings.h"
#include "warehouse/redshift/redshift_catalog.h"

namespace sparkify {
namespace {

/// How many objects are made side by side for a cluster that does not say how many slices it has.
constexpr std::uint64_t kUnknownSlices = 8;

/// Of a trial that fails: whether the run would, too. What befalls the session beside the run's is
/// no concern of the run's, and users may not be allowed a second one at all.
bool ends_runs(const Error& error) {
    if (dynamic_cast<const ConnectError*>(&error) != nullptr) return false;
    switch (error.code()) {
        case ErrorCode::interrupted:
        case ErrorCode::access_denied:
        case ErrorCode::configuration:
            return true;
        default:
            return false;
    }
}

}  // namespace

RedshiftWarehouse::RedshiftWarehouse(const std::shared_ptr<RowLock>& lock,
                                     PgConnection::Options options, RedshiftLoads loads)
    : PgWarehouse(lock, options.interrupt),
      options_(std::move(options)),
      lock_(lock),
      loads_(std::move(loads)) {}

RedshiftWarehouse::RedshiftWarehouse(const PgConnection::Options& options)
    : PgWarehouse(options), options_(options), traits_(prepare_redshift_session(connection())) {
    begin_by("BEGIN READ ONLY");
}

const RedshiftTraits& RedshiftWarehouse::traits() const {
    return lock_ != nullptr ? lock_->traits() : traits_;
}

bool RedshiftWarehouse::has_table(std::string_view schema, std::string_view table) {
    return sparkify::has_table(connection(), schema.empty() ? traits().schema : schema, table);
}

bool RedshiftWarehouse::has_schema(std::string_view schema) {
    return sparkify::has_schema(connection(), schema);
}

bool RedshiftWarehouse::has_key(std::string_view name) {
    return sparkify::has_key(connection(), traits().schema, name);
}

void RedshiftWarehouse::insert(std::string_view schema, std::string_view table,
                               const std::vector<std::vector<Value>>& rows) {
    for (const std::string& statement :
         insert_statements(schema, table, rows, traits().escapes_by_backslash))
        execute(statement);
}

void RedshiftWarehouse::begin() {
    begin_by("BEGIN READ WRITE");
}

LoadedRows RedshiftWarehouse::load(const std::string& table, RecordSource& source,
                                   std::int64_t load_id) {
    const LoadWay way = load_way_of(source.objects(), loads_.compaction);
    S3Staging staging = open_staging();
    const std::string region = region_for(source, way);
    CopyLoad copy(cluster(), staging, region, table, source, way);
    if (way == LoadWay::direct)
        return {load_direct(copy, source, staging, load_id, loads_.threads), true};
    try_role(staging, region);
    return {load_compacted(copy, source, staging, load_id, compaction_plan(table))};
}

/// Once: minutes may go by before the cluster is given what is compacted.
void RedshiftWarehouse::try_role(S3Staging& staging, const std::string& region) {
    if (role_was_tried_) return;
    try {
        PgConnection session(options_);
        const RedshiftTraits traits = prepare_redshift_session(session);
        CopyTrial(session, traits, staging, region, loads_.settings.iam_role).copy_record();
    } catch (const Error& error) {
        if (ends_runs(error)) throw;
        loads_.log(fmt::format("whether COPY would work is not known: {}", error.what()));
    }
    role_was_tried_ = true;
}

CompactionPlan RedshiftWarehouse::compaction_plan(const std::string& table) const {
    CompactionPlan plan;
    plan.name = table;
    plan.threads = loads_.threads;
    plan.slices = traits().slices > 0 ? traits().slices : kUnknownSlices;
    plan.memory_bytes = loads_.memory_bytes;
    plan.throw_if_interrupted = [this] {
        if (is_interrupted()) throw interrupted_error("", name());
    };
    return plan;
}

/// A run that was killed may have left something there.
S3Staging RedshiftWarehouse::open_staging() {
    require_load_settings(loads_.settings, {});
    const bool first = s3_ == nullptr;
    if (first) s3_ = std::make_unique<S3Store>(loads_.aws(), 0);
    const auto on_leftover = [log = loads_.log](const Error& error) {
        log(fmt::format("an object is left behind: {}", error.what()));
    };
    if (first)
        S3Staging(*s3_, loads_.settings.staging, database_of(connection()), on_leftover)
            .clear_leftovers();
    return {*s3_, loads_.settings.staging, database_of(connection()), on_leftover};
}

std::string RedshiftWarehouse::region_for(const RecordSource& source, LoadWay way) const {
    const bool reads_source = way == LoadWay::direct;
    return region_to_copy_from(
        *s3_, loads_.settings,
        reads_source ? source.objects().front().key : loads_.settings.staging);
}

CopyLoad::Cluster RedshiftWarehouse::cluster() {
    return {.connection = connection(),
            .process = traits().process,
            .options = options_,
            .iam_role = loads_.settings.iam_role,
            .has_stl_views = traits().slices > 0,
            .escapes_by_backslash = traits().escapes_by_backslash,
            .threads = loads_.threads,
            .roll_back_now = [this] { roll_back_now(); }};
}

}  // namespace sparkify
