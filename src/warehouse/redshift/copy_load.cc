#include "warehouse/redshift/copy_load.h"

#include <chrono>
#include <optional>
#include <thread>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "warehouse/redshift/copy_error.h"
#include "warehouse/redshift/copy_progress.h"
#include "warehouse/redshift/load_error_rejects.h"
#include "warehouse/sql_text.h"

namespace sparkify {
namespace {

using std::chrono::steady_clock;

/// How long the views of the cluster may take to tell of a COPY that is over.
constexpr std::chrono::seconds kViewPatience{60};
/// And of one that has failed, if they tell of it at all.
constexpr std::chrono::seconds kFailurePatience{5};
constexpr std::chrono::milliseconds kBetweenLooks{250};

constexpr const char* kOutcome = R"(
SELECT CAST(file_count_scanned AS BIGINT), CAST(loaded_rows AS BIGINT), CAST(error_count AS BIGINT)
FROM sys_load_history
WHERE query_id = {}
  AND status = 'completed')";

constexpr const char* kLines = R"(
SELECT TRIM(file_name), CAST(SUM(lines_scanned) AS BIGINT)
FROM sys_load_detail
WHERE query_id = {}
GROUP BY 1)";

std::int64_t number_at(const ResultTable& table, std::size_t column = 0) {
    return std::get<std::int64_t>(table.rows.at(0).at(column));
}

std::string type_of(const Column& column) {
    switch (column.type) {
        case ColumnType::text:
            return fmt::format("VARCHAR({})", column.max_bytes);
        case ColumnType::integer:
            return "INTEGER";
        case ColumnType::bigint:
            return "BIGINT";
        case ColumnType::double_precision:
            return "DOUBLE PRECISION";
        case ColumnType::timestamp:
            return "TIMESTAMP";
    }
    return "";
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
}

CopyOutcome CopyLoad::copy(std::span<const std::string> locations, Compression compression,
                           const std::string& json_paths, std::uint64_t max_errors,
                           ReadProgress* progress) {
    if (manifests_ == 0) create_table();
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
    run(statement, progress);
    return outcome_of(locations.size());
}

void CopyLoad::run(const CopyStatement& statement, ReadProgress* progress) {
    const std::int64_t query_before = latest_query();
    try {
        std::optional<CopyProgress> watch;
        if (progress != nullptr)
            watch.emplace(cluster_.options, cluster_.connection.process(), *progress);
        cluster_.connection.execute(statement.text());
    } catch (const StatementError& error) {
        if (!cluster_.connection.is_alive() || error.cause().retry_helps ||
            error.code() == ErrorCode::interrupted)
            throw;
        throw_failed(error, query_before);
    }
}

/// After the transaction has been taken back: until then nothing more can be asked.
void CopyLoad::throw_failed(const StatementError& error, std::int64_t query_before) {
    cluster_.roll_back_now();
    const auto deadline = steady_clock::now() + kFailurePatience;
    std::vector<LoadError> errors;
    for (;;) {
        const std::int64_t query = latest_query();
        if (query > query_before)
            errors = load_errors_of(cluster_.connection, query, cluster_.has_stl_views);
        if (!errors.empty() || steady_clock::now() >= deadline ||
            error.message().reason.find("load_error") == std::string::npos)
            break;
        std::this_thread::sleep_for(kBetweenLooks);
    }
    if (errors.empty()) throw copy_error_of(error, cluster_.iam_role);
    for (Reject& reject : rejects_of(errors, source_, 1))
        source_.rejects().add(std::move(reject));
    throw Error(ErrorCode::too_many_rejects,
                {fmt::format("COPY gave up at {} records that could not be loaded, {} allowed",
                             source_.rejects().count(), source_.rejects().max_errors()),
                 "", "nothing was loaded, and there may be more",
                 "mend them (`sparkify rejects` lists them), or allow them with --max-errors"});
}

/// The latest COPY of this session that the cluster knows of; 0 if there is none.
std::int64_t CopyLoad::latest_query() {
    return number_at(cluster_.connection.query(
        fmt::format("SELECT CAST(COALESCE(MAX(query_id), 0) AS BIGINT) FROM sys_load_history "
                    "WHERE session_id = {}",
                    cluster_.connection.process())));
}

/// Compares what the cluster says it has done with what it was told to do.
CopyOutcome CopyLoad::outcome_of(std::size_t objects) {
    PgConnection& connection = cluster_.connection;
    CopyOutcome outcome;
    outcome.query_id = number_at(connection.query("SELECT CAST(pg_last_copy_id() AS BIGINT)"));
    outcome.rows =
        static_cast<std::uint64_t>(number_at(connection.query("SELECT pg_last_copy_count()")));
    const auto deadline = steady_clock::now() + kViewPatience;
    ResultTable told;
    while (told.rows.empty()) {
        told = connection.query(fmt::format(fmt::runtime(kOutcome), outcome.query_id));
        if (!told.rows.empty()) break;
        if (steady_clock::now() >= deadline)
            throw Error(
                ErrorCode::failed,
                {"the cluster does not say whether it has loaded all objects", connection.name(),
                 fmt::format("SYS_LOAD_HISTORY knows nothing of query {}", outcome.query_id),
                 "nothing was changed; run it again"});
        std::this_thread::sleep_for(kBetweenLooks);
    }
    const auto loaded = static_cast<std::uint64_t>(number_at(told, 0));
    const auto rows = static_cast<std::uint64_t>(number_at(told, 1));
    if (loaded != objects || rows != outcome.rows)
        throw Error(ErrorCode::failed,
                    {"the cluster has not loaded what it was told to", connection.name(),
                     fmt::format("{} of {} objects; {} records by SYS_LOAD_HISTORY, {} by "
                                 "pg_last_copy_count()",
                                 loaded, objects, rows, outcome.rows),
                     "nothing was changed; run it again"});
    for (const std::vector<Value>& row :
         connection.query(fmt::format(fmt::runtime(kLines), outcome.query_id)).rows)
        outcome.lines[to_text(row.at(0))] =
            static_cast<std::uint64_t>(std::get<std::int64_t>(row.at(1)));
    outcome.errors = errors_of(outcome.query_id, static_cast<std::uint64_t>(number_at(told, 2)));
    return outcome;
}

std::vector<LoadError> CopyLoad::errors_of(std::int64_t query_id, std::uint64_t count) {
    if (count == 0) return {};
    const auto deadline = steady_clock::now() + kViewPatience;
    for (;;) {
        std::vector<LoadError> errors =
            load_errors_of(cluster_.connection, query_id, cluster_.has_stl_views);
        if (errors.size() == count) return errors;
        if (steady_clock::now() >= deadline)
            throw Error(
                ErrorCode::failed,
                {"the cluster does not say what it could not load", cluster_.connection.name(),
                 fmt::format("{} records, of which SYS_LOAD_ERROR_DETAIL knows {}", count,
                             errors.size()),
                 "--compact always has them found here"});
        std::this_thread::sleep_for(kBetweenLooks);
    }
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
