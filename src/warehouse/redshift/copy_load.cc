#include "warehouse/redshift/copy_load.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "base/patience.h"
#include "base/quantity.h"
#include "warehouse/redshift/copy_error.h"
#include "warehouse/redshift/copy_progress.h"
#include "warehouse/redshift/load_error_rejects.h"
#include "warehouse/sql_text.h"

namespace sparkify {
namespace {

/// How long the views of the cluster may take to tell of a COPY that is over.
constexpr std::chrono::seconds kViewPatience{60};
constexpr std::chrono::milliseconds kBetweenLooks{250};

/// They tell of errors in portions: those of a COPY that gave up are all there when for so many
/// looks no more have come.
constexpr unsigned kQuietLooks = 8;

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
auto awaited(Look look) {
    Patience patience(kViewPatience);
    for (;;) {
        auto seen = look();
        if (seen || !patience.lasts()) return seen;
        std::this_thread::sleep_for(kBetweenLooks);
    }
}

/// What was compacted is not what users have, and it is about to be taken away.
[[noreturn]] void throw_refused(const LoadError& error) {
    throw Error(
        ErrorCode::failed,
        {"the cluster refused a record that was found to be good here", error.object,
         fmt::format("column {}: {} (COPY's error {})", error.column, error.reason, error.code),
         "nothing was loaded; this is a fault of sparkify, please report it (of objects in S3, "
         "--compact never says which record it is)"});
}

}  // namespace

CopyLoad::CopyLoad(Cluster cluster, S3Staging& staging, std::string region,
                   const std::string& table, RecordSource& source, LoadWay way)
    : cluster_(std::move(cluster)),
      staging_(staging),
      region_(std::move(region)),
      way_(way),
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
    const Before before{latest_query(), latest_with_errors()};
    run(statement, before, progress);
    return outcome_of(before, locations.size());
}

void CopyLoad::run(const CopyStatement& statement, const Before& before, ReadProgress* progress) {
    try {
        std::optional<CopyProgress> watch;
        if (progress != nullptr) watch.emplace(cluster_.options, cluster_.process, *progress);
        cluster_.connection.execute(statement.text());
    } catch (const StatementError& error) {
        if (!cluster_.connection.is_alive() || error.cause().retry == Retry::conflict ||
            error.code() == ErrorCode::interrupted)
            throw;
        throw_failed(error, before);
    }
}

CopyQuery CopyLoad::query_after(const Before& before, std::int64_t in_sys) const {
    return {.session = cluster_.process,
            .in_sys = in_sys,
            .after_stl = before.stl,
            .has_stl_views = cluster_.has_stl_views};
}

/// After the transaction has been taken back: until then nothing more can be asked.
void CopyLoad::throw_failed(const StatementError& error, const Before& before) {
    cluster_.roll_back_now();
    if (error.message().reason.find("load_error") == std::string::npos)
        throw copy_error_of(error, cluster_.iam_role);
    const std::vector<LoadError> errors = errors_told_of_failure(before);
    if (errors.empty())
        throw Error(ErrorCode::failed,
                    {"COPY met records that it could not load", cluster_.connection.name(),
                     "the cluster does not say which", next_step()});
    if (way_ == LoadWay::compacted) throw_refused(errors.front());
    for (Reject& reject : rejects_of(errors, source_, cluster_.threads))
        source_.rejects().add(std::move(reject));
    throw_too_many(error);
}

std::vector<LoadError> CopyLoad::errors_told_of_failure(const Before& before) {
    std::vector<LoadError> errors;
    unsigned quiet_looks = 0;
    static_cast<void>(awaited([&] {
        const std::int64_t latest = latest_query();
        const std::int64_t query = latest > before.sys ? latest : 0;
        auto told = load_errors_of(cluster_.connection, query_after(before, query), 1);
        quiet_looks = told.size() == errors.size() ? quiet_looks + 1 : 0;
        errors = std::move(told);
        return !errors.empty() && quiet_looks >= kQuietLooks;
    }));
    return errors;
}

void CopyLoad::throw_too_many(const StatementError& error) const {
    const std::uint64_t rejected = source_.rejects().count();
    const std::uint64_t allowed = source_.rejects().max_errors();
    const std::string gave_up =
        fmt::format("COPY gave up at {} that could not be loaded", counted(rejected, "record"));
    if (rejected > allowed)
        throw Error(ErrorCode::too_many_rejects,
                    {fmt::format("{}, {} allowed", gave_up, count_text(allowed)), "",
                     "nothing was loaded, and there may be more",
                     "mend them (`sparkify rejects` lists them), or allow them with --max-errors"});
    if (allowed < CopyStatement::kMostErrors) throw copy_error_of(error, cluster_.iam_role);
    throw Error(
        ErrorCode::too_many_rejects,
        {gave_up, "",
         fmt::format("it passes over {} at most", count_text(CopyStatement::kMostErrors)),
         "mend them (`sparkify rejects` lists them), or use --compact always, which knows no such "
         "limit"});
}

/// What helps where the cluster does not say what it could not load.
const char* CopyLoad::next_step() const {
    return way_ == LoadWay::direct ? "nothing was loaded; --compact always has them found here"
                                   : "nothing was loaded; run it again";
}

/// The latest COPY of this session that the SYS views know of; 0 if there is none.
std::int64_t CopyLoad::latest_query() {
    return number_at(cluster_.connection.query(
        fmt::format("SELECT CAST(COALESCE(MAX(query_id), 0) AS BIGINT) FROM sys_load_history "
                    "WHERE session_id = {}",
                    cluster_.process)));
}

/// And the latest with errors that the STL views know of, be it of an earlier session of the same
/// number: they keep days of history. What pg_last_copy_id() says is that number, but of a COPY
/// that is taken back it may say nothing (Redshift's guide, "PG_LAST_COPY_ID").
std::int64_t CopyLoad::latest_with_errors() {
    if (!cluster_.has_stl_views) return 0;
    const std::int64_t with_errors = number_at(cluster_.connection.query(
        fmt::format("SELECT CAST(COALESCE(MAX(query), 0) AS BIGINT) FROM stl_load_errors "
                    "WHERE session = {}",
                    cluster_.process)));
    const std::int64_t last =
        number_at(cluster_.connection.query("SELECT CAST(pg_last_copy_id() AS BIGINT)"));
    return std::max(with_errors, last);
}

/// Compares what the cluster says it has done with what it was told to do.
CopyOutcome CopyLoad::outcome_of(const Before& before, std::size_t objects) {
    PgConnection& connection = cluster_.connection;
    const auto copied =
        static_cast<std::uint64_t>(number_at(connection.query("SELECT pg_last_copy_count()")));
    const auto told = awaited([&]() -> std::optional<ResultTable> {
        ResultTable rows =
            connection.query(fmt::format(fmt::runtime(kOutcome), cluster_.process, before.sys));
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
    const bool complete = awaited([&] {
        errors = load_errors_of(cluster_.connection, query, count);
        return errors.size() == count;
    });
    if (complete) return errors;
    throw Error(
        ErrorCode::failed,
        {"the cluster does not say what it could not load", cluster_.connection.name(),
         fmt::format("{}, of which its views name {}", counted(count, "record"), errors.size()),
         next_step()});
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
