#include "pipeline/ledger.h"

#include <chrono>
#include <thread>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/utf8_text.h"
#include "base/version.h"
#include "pipeline/schema.h"
#include "pipeline/single_number.h"
#include "warehouse/statement_error.h"

namespace sparkify {
namespace {

/// The layout of the ledger that this program reads and writes (sql/ledger/1_layout.sql).
constexpr std::int64_t kLayout = 2;

/// Rejects that are written at once: of the largest, 16 MB.
constexpr std::size_t kRowsPerInsert = 256;

// What the columns of sql/ledger hold.
constexpr std::size_t kErrorBytes = 4096;
constexpr std::size_t kTextBytes = 1024;

Value text_or_null(const std::string& text, std::size_t max_bytes) {
    if (text.empty()) return std::monostate();
    return as_valid_text(text, max_bytes);
}

std::vector<Value> row_of(std::int64_t reject_id, std::int64_t run_id, const std::string& table,
                          const Reject& reject, const std::string& status) {
    // What is no text stays no JSON, so that the record is rejected again until it is mended.
    const std::string record = marked_bytes(reject.record);
    return {reject_id,
            run_id,
            table,
            escaped_bytes(reject.object),
            static_cast<std::int64_t>(reject.line),
            text_or_null(reject.column, kTextBytes),
            text_or_null(reject.value, kTextBytes),
            as_valid_text(reject.reason, kTextBytes),
            text_or_null(record, kRejectRecordBytes),
            reject.record_cut || record.size() > kRejectRecordBytes,
            status,
            std::monostate()};
}

Value number(std::uint64_t count) {
    return static_cast<std::int64_t>(count);
}

std::string statement_of(Warehouse& warehouse, const ModelFile& file,
                         const SqlParameters& parameters) {
    return statements_of(file.text, warehouse.dialect(), parameters).at(0);
}

std::int64_t next_reject_id(Warehouse& warehouse) {
    return single_number(warehouse, "SELECT COALESCE(MAX(reject_id), 0) + 1 FROM etl.rejects");
}

bool has_ledger(Warehouse& warehouse) {
    return warehouse.has_table("etl", "runs");
}

void require_known_layout(Warehouse& warehouse) {
    std::int64_t layout = 0;
    if (warehouse.has_table("etl", "layout"))
        layout = single_number(warehouse, "SELECT CAST(MAX(version) AS BIGINT) FROM etl.layout");
    if (layout == kLayout) return;
    throw Error(
        ErrorCode::configuration,
        {"the warehouse was made by another version of sparkify", warehouse.name(),
         fmt::format("its ledger has layout {}, this version knows layout {}", layout, kLayout),
         layout < kLayout ? "load into a new warehouse" : "use the newer version"});
}

/// How often the ledger is asked what became of a run, over a connection that is made anew each
/// time.
constexpr unsigned kAsks = 3;
constexpr std::chrono::seconds kBetweenAsks{2};

/// Whether the ledger says that this run is done. Throws what asking throws.
bool is_done(Warehouse& warehouse, const Model& model, std::int64_t run_id, Timestamp started) {
    const ResultTable runs =
        ask_ledger(warehouse, model, "committed_run", {{"run_id", std::to_string(run_id)}});
    return !runs.rows.empty() && runs.rows[0].at(0) == Value(started);
}

/// Whether a run was committed before the connection was lost. Throws if the ledger cannot be
/// asked.
bool was_committed(Warehouse& warehouse, const Model& model, std::int64_t run_id, Timestamp started,
                   const CommitUnknown& lost) {
    for (unsigned asks = 1;; ++asks) {
        warehouse.rollback();
        try {
            return is_done(warehouse, model, run_id, started);
        } catch (const Error& error) {
            if (asks == kAsks)
                throw Error(ErrorCode::unreachable,
                            {fmt::format("nobody knows whether run {} was committed", run_id),
                             warehouse.name(),
                             fmt::format("{}; then the ledger could not be asked: {}", lost.what(),
                                         error.what()),
                             "see whether `sparkify history` shows it; running again is safe in "
                             "either case"});
        }
        std::this_thread::sleep_for(kBetweenAsks);
    }
}

}  // namespace

void create_missing_ledger(Warehouse& warehouse, const Model& model) {
    if (has_ledger(warehouse)) require_known_layout(warehouse);
    std::vector<ModelFile> missing = model.ledger();
    std::erase_if(missing,
                  [&](const ModelFile& table) { return warehouse.has_table("etl", table.name); });
    if (missing.empty()) return;
    // Who may not create schemas may still fill one that somebody else has made.
    if (!warehouse.has_schema("etl")) warehouse.execute("CREATE SCHEMA etl");
    for (const ModelFile& table : missing)
        run_script(warehouse, table);
}

std::map<std::string, std::vector<KnownObject>> known_objects(Warehouse& warehouse,
                                                              const Model& model) {
    std::map<std::string, std::vector<KnownObject>> known;
    for (const std::vector<Value>& row : ask_ledger(warehouse, model, "known_objects").rows)
        known[std::get<std::string>(row.at(0))].push_back(
            {unescaped_bytes(std::get<std::string>(row.at(1))),
             static_cast<std::uint64_t>(std::get<std::int64_t>(row.at(2))),
             std::get<std::string>(row.at(3)), std::get<std::int64_t>(row.at(4))});
    return known;
}

std::int64_t next_run_id(Warehouse& warehouse) {
    return single_number(warehouse, "SELECT COALESCE(MAX(run_id), 0) + 1 FROM etl.runs");
}

void record_run(Warehouse& warehouse, const RunRecord& run) {
    const RunAccount& account = run.account;
    warehouse.insert(
        "etl", "runs",
        {{run.run_id, run.kind, run.status, run.started, current_timestamp(),
          std::string(program_version()), text_or_null(run.error, kErrorBytes), number(run.objects),
          number(run.bytes), account.records_read, account.records_staged, account.records_rejected,
          account.events_staged, account.plays_added, account.plays_known, account.no_plays,
          run.plays_matched}});
}

void record_objects(Warehouse& warehouse, std::int64_t run_id, const std::string& table,
                    const std::vector<LoadedObject>& objects) {
    std::vector<std::vector<Value>> rows;
    rows.reserve(objects.size());
    for (const LoadedObject& object : objects)
        rows.push_back({run_id, table, escaped_bytes(object.key), number(object.size),
                        object.version,
                        object.records ? number(*object.records) : Value(std::monostate()),
                        number(object.rejects)});
    if (!rows.empty()) warehouse.insert("etl", "objects", rows);
}

void record_steps(Warehouse& warehouse, std::int64_t run_id, const std::vector<StepTime>& steps) {
    std::vector<std::vector<Value>> rows;
    for (const StepTime& step : steps)
        rows.push_back({run_id, static_cast<std::int64_t>(rows.size() + 1), step.step,
                        std::chrono::duration<double>(step.time).count()});
    if (!rows.empty()) warehouse.insert("etl", "steps", rows);
}

void record_checks(Warehouse& warehouse, std::int64_t run_id,
                   const std::vector<CheckResult>& checks) {
    std::vector<std::vector<Value>> rows;
    for (const CheckResult& check : checks)
        rows.push_back({run_id, check.name,
                        std::string(check.severity == Severity::error ? "error" : "warn"),
                        number(check.offending)});
    if (!rows.empty()) warehouse.insert("etl", "checks", rows);
}

void record_rejects(Warehouse& warehouse, std::int64_t run_id, const std::string& table,
                    const RejectLog& rejects, const std::string& status) {
    if (rejects.count() == 0) return;
    std::int64_t reject_id = next_reject_id(warehouse);
    std::vector<std::vector<Value>> rows;
    rejects.for_each([&](const Reject& reject) {
        rows.push_back(row_of(reject_id++, run_id, table, reject, status));
        if (rows.size() < kRowsPerInsert) return;
        warehouse.insert("etl", "rejects", rows);
        rows.clear();
    });
    if (!rows.empty()) warehouse.insert("etl", "rejects", rows);
}

void commit_run(Warehouse& warehouse, const Model& model, std::int64_t run_id, Timestamp started) {
    try {
        warehouse.commit();
    } catch (const CommitUnknown& lost) {
        if (!was_committed(warehouse, model, run_id, started, lost))
            throw Error(
                ErrorCode::unreachable,
                {"the connection was lost while the run was being committed", warehouse.name(),
                 fmt::format("the ledger does not know run {}: nothing was changed", run_id),
                 "run it again"});
    }
}

void require_run(Warehouse& warehouse, const Model& model, std::int64_t run_id) {
    const ResultTable run =
        ask_ledger(warehouse, model, "run", {{"run_id", std::to_string(run_id)}});
    if (!run.rows.empty()) return;
    throw Error(ErrorCode::usage, {fmt::format("there is no run {}", run_id), warehouse.name(), "",
                                   "`sparkify history` lists the runs"});
}

ResultTable ask_ledger(Warehouse& warehouse, const Model& model, std::string_view question,
                       const SqlParameters& parameters) {
    if (!has_ledger(warehouse)) return {};
    require_known_layout(warehouse);
    return warehouse.query(statement_of(warehouse, model.ledger_query(question), parameters));
}

void ask_ledger(Warehouse& warehouse, const Model& model, std::string_view question,
                const SqlParameters& parameters, Warehouse::RowConsumer& consumer) {
    if (!has_ledger(warehouse)) return;
    require_known_layout(warehouse);
    warehouse.stream(statement_of(warehouse, model.ledger_query(question), parameters), consumer);
}

void change_ledger(Warehouse& warehouse, const Model& model, std::string_view change,
                   const SqlParameters& parameters) {
    warehouse.execute(statement_of(warehouse, model.ledger_change(change), parameters));
}

void close_rejects(Warehouse& warehouse, const Model& model,
                   const std::vector<std::int64_t>& reject_ids, std::string_view status,
                   std::int64_t run_id) {
    if (reject_ids.empty()) return;
    change_ledger(warehouse, model, "close_rejects",
                  {{"reject_ids", fmt::format("{}", fmt::join(reject_ids, ", "))},
                   {"status", fmt::format("'{}'", status)},
                   {"run_id", run_id == 0 ? "NULL" : std::to_string(run_id)}});
}

Timestamp current_timestamp() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
}

}  // namespace sparkify
