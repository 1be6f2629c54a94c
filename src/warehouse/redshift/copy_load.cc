#include "warehouse/redshift/copy_load.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "base/quantity.h"
#include "warehouse/redshift/copy_error.h"
#include "warehouse/redshift/copy_progress.h"
#include "warehouse/redshift/load_error_rejects.h"
#include "warehouse/sql_text.h"

namespace sparkify {
namespace {

using std::chrono::steady_clock;

/// How long the views of the cluster may take to tell of a COPY that is over.
constexpr std::chrono::seconds kViewPatience{60};
constexpr std::chrono::milliseconds kBetweenLooks{250};

constexpr const char* kOutcome = R"(
SELECT CAST(query_id AS BIGINT), CAST(file_count_scanned AS BIGINT), CAST(loaded_rows AS BIGINT)
     , CAST(error_count AS BIGINT)
FROM sys_load_history
WHERE session_id = {}
  AND query_id > {}
  AND status = 'completed'
ORDER BY query_id)";

constexpr const char* kLines = R"(
SELECT TRIM(file_name), CAST(SUM(lines_scanned) AS BIGINT)
FROM sys_load_detail
WHERE query_id = {}
GROUP BY 1)";

std::int64_t number_at(const ResultTable& table, std::size_t column = 0) {
    return std::get<std::int64_t>(table.rows.at(0).at(column));
}

std::string type_of(const Column& column) {
    const char* name = sql_name_of(column.type);
    return column.type == ColumnType::text ? fmt::format("{}({})", name, column.max_bytes) : name;
}

/// The views of a cluster tell of a COPY some time after it is over: `look` is called until it
/// returns something, or until they have had their time.
template <typename Look>
auto awaited(std::chrono::seconds patience, Look look) {
    const auto deadline = steady_clock::now() + patience;
    for (;;) {
        auto seen = look();
        if (seen || steady_clock::now() >= deadline) return seen;
        std::this_thread::sleep_for(kBetweenLooks);
    }
}

/// What was compacted is not what users have, and it is about to be taken away.
[[noreturn]] void throw_refused(const LoadError& error) {
    throw Error(
        ErrorCode::failed,
        {"the cluster refused a record that was found to be good here", error.object,
         fmt::format("column {}: {} (COPY's error {})", error.column, error.reason, error.code),
         "nothing was loaded; --compact never has the cluster say in which of the objects "
         "it is; please report this as a bug"});
}

}  // namespace

CopyLoad::CopyLoad(Cluster cluster, S3Staging& staging, std::string region,
                   const std::string& table, RecordSource& source)
    : cluster_(std::move(cluster)),
      staging_(staging),
      region_(std::move(region)),
      table_(table),
      copied_("copied_" + table),
      source_(source) {}

void CopyLoad::create_table() {
    std::string columns;
    for (const Column& column : source_.columns())
        columns += fmt::format("{}{} {}{}", columns.empty() ? "" : ", ", quoted_name(column.name),
                               type_of(column), column.required ? " NOT NULL" : "");
    cluster_.connection.execute(
        fmt::format("CREATE TEMP TABLE {} ({}) DISTSTYLE EVEN", quoted_name(copied_), columns));
    is_created_ = true;
}

CopyOutcome CopyLoad::copy(std::span<const std::string> locations, Compression compression,
                           const std::string& json_paths, std::uint64_t max_errors,
                           ReadProgress* progress) {
    if (!is_created_) create_table();
    CopyStatement statement;
    statement.table = copied_;
    statement.columns = source_.columns();
    statement.manifest =
        staging_.put(fmt::format("{}-{}.manifest", table_, ++manifests_), manifest_of(locations));
    statement.json_paths = json_paths;
    statement.region = region_;
    statement.iam_role = cluster_.iam_role;
    statement.compression = compression;
    statement.max_errors = max_errors;
    statement.escapes_by_backslash = cluster_.escapes_by_backslash;
    const Before before{latest_query(), last_copy()};
    run(statement, before, progress);
    return outcome_of(before, locations.size());
}

void CopyLoad::run(const CopyStatement& statement, const Before& before, ReadProgress* progress) {
    try {
        std::optional<CopyProgress> watch;
        if (progress != nullptr)
            watch.emplace(cluster_.options, cluster_.connection.process(), *progress);
        cluster_.connection.execute(statement.text());
    } catch (const StatementError& error) {
        if (!cluster_.connection.is_alive() || error.cause().retry_helps ||
            error.code() == ErrorCode::interrupted)
            throw;
        throw_failed(error, before);
    }
}

CopyQuery CopyLoad::query_after(const Before& before, std::int64_t in_sys) const {
    return {.session = cluster_.connection.process(),
            .in_sys = in_sys,
            .after_stl = before.stl,
            .has_stl_views = cluster_.has_stl_views};
}

/// After the transaction has been taken back: until then nothing more can be asked.
void CopyLoad::throw_failed(const StatementError& error, const Before& before) {
    cluster_.roll_back_now();
    if (error.message().reason.find("load_error") == std::string::npos)
        throw copy_error_of(error, cluster_.iam_role);
    std::int64_t query = 0;
    const auto errors = awaited(kViewPatience, [&]() -> std::optional<std::vector<LoadError>> {
        const std::int64_t latest = latest_query();
        query = latest > before.sys ? latest : 0;
        auto told = load_errors_of(cluster_.connection, query_after(before, query), 1);
        return told.empty() ? std::nullopt : std::optional(std::move(told));
    });
    if (!errors)
        throw Error(
            ErrorCode::failed,
            {"COPY met records that it could not load", cluster_.connection.name(),
             query == 0 ? "the cluster does not say which"
                        : fmt::format("the cluster does not say which, of its query {}", query),
             "nothing was loaded; --compact always has them found here"});
    if (errors->front().object.starts_with(staging_.folder())) throw_refused(errors->front());
    for (Reject& reject : rejects_of(*errors, source_, cluster_.threads))
        source_.rejects().add(std::move(reject));
    throw_too_many();
}

void CopyLoad::throw_too_many() const {
    const std::uint64_t rejected = source_.rejects().count();
    const std::uint64_t allowed = source_.rejects().max_errors();
    if (rejected <= allowed)
        throw Error(
            ErrorCode::too_many_rejects,
            {fmt::format("COPY gave up at {} that could not be loaded",
                         counted(rejected, "record")),
             "", fmt::format("it passes over {} at most", count_text(CopyStatement::kMostErrors)),
             "mend them (`sparkify rejects` lists them), or use --compact always, which "
             "knows no such limit"});
    throw Error(ErrorCode::too_many_rejects,
                {fmt::format("COPY gave up at {} that could not be loaded, {} allowed",
                             counted(rejected, "record"), count_text(allowed)),
                 "", "nothing was loaded, and there may be more",
                 "mend them (`sparkify rejects` lists them), or allow them with --max-errors"});
}

/// The latest COPY of this session that the SYS views know of; 0 if there is none.
std::int64_t CopyLoad::latest_query() {
    return number_at(cluster_.connection.query(
        fmt::format("SELECT CAST(COALESCE(MAX(query_id), 0) AS BIGINT) FROM sys_load_history "
                    "WHERE session_id = {}",
                    cluster_.connection.process())));
}

/// And the latest for the STL views; -1 if there is none. Of a COPY that is taken back this may say
/// nothing (Redshift's guide, "PG_LAST_COPY_ID").
std::int64_t CopyLoad::last_copy() {
    return number_at(cluster_.connection.query("SELECT CAST(pg_last_copy_id() AS BIGINT)"));
}

/// Compares what the cluster says it has done with what it was told to do.
CopyOutcome CopyLoad::outcome_of(const Before& before, std::size_t objects) {
    PgConnection& connection = cluster_.connection;
    const auto copied =
        static_cast<std::uint64_t>(number_at(connection.query("SELECT pg_last_copy_count()")));
    const auto told = awaited(kViewPatience, [&]() -> std::optional<ResultTable> {
        ResultTable rows =
            connection.query(fmt::format(fmt::runtime(kOutcome), connection.process(), before.sys));
        return rows.rows.empty() ? std::nullopt : std::optional(std::move(rows));
    });
    if (!told)
        throw Error(
            ErrorCode::failed,
            {"the cluster does not say whether it has loaded all objects", connection.name(),
             "SYS_LOAD_HISTORY does not know of the COPY", "nothing was changed; run it again"});
    const std::int64_t query = number_at(*told, 0);
    const auto loaded = static_cast<std::uint64_t>(number_at(*told, 1));
    const auto rows = static_cast<std::uint64_t>(number_at(*told, 2));
    if (loaded != objects || rows != copied)
        throw Error(ErrorCode::failed,
                    {"the cluster has not loaded what it was told to", connection.name(),
                     fmt::format("{} of {} objects; {} records by SYS_LOAD_HISTORY, {} by "
                                 "pg_last_copy_count()",
                                 loaded, objects, rows, copied),
                     "nothing was changed; run it again"});
    return {.rows = rows,
            .errors = errors_of(query_after(before, query),
                                static_cast<std::uint64_t>(number_at(*told, 3))),
            .lines = lines_of(query)};
}

/// What was read of each object.
std::map<std::string, std::uint64_t> CopyLoad::lines_of(std::int64_t query) {
    std::map<std::string, std::uint64_t> lines;
    for (const std::vector<Value>& row :
         cluster_.connection.query(fmt::format(fmt::runtime(kLines), query)).rows)
        lines[to_text(row.at(0))] = static_cast<std::uint64_t>(std::get<std::int64_t>(row.at(1)));
    return lines;
}

std::vector<LoadError> CopyLoad::errors_of(const CopyQuery& query, std::uint64_t count) {
    if (count == 0) return {};
    std::vector<LoadError> errors;
    const bool complete = awaited(kViewPatience, [&] {
        errors = load_errors_of(cluster_.connection, query, count);
        return errors.size() == count;
    });
    if (complete) return errors;
    throw Error(ErrorCode::failed,
                {"the cluster does not say what it could not load", cluster_.connection.name(),
                 fmt::format("{}, of which SYS_LOAD_ERROR_DETAIL knows {}",
                             counted(count, "record"), errors.size()),
                 "nothing was loaded; --compact always has them found here"});
}

std::uint64_t CopyLoad::move_to_staging(std::int64_t load_id) {
    const std::string names = quoted_names(source_.columns());
    const std::uint64_t rows = cluster_.connection.execute(
        fmt::format("INSERT INTO {} ({}, load_id) SELECT {}, {} FROM {}", quoted_name(table_),
                    names, names, load_id, quoted_name(copied_)));
    cluster_.connection.execute(fmt::format("DROP TABLE {}", quoted_name(copied_)));
    return rows;
}

}  // namespace sparkify
