#include "warehouse/postgres/postgres_warehouse.h"

#include <utility>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "warehouse/libpq/copy_text.h"
#include "warehouse/libpq/record_encoding.h"
#include "warehouse/postgres/postgres_session.h"
#include "warehouse/sql_text.h"

namespace sparkify {
namespace {

// Temporary tables, which every transform makes, are none of the warehouse's.
constexpr const char* kHasTable = R"(
SELECT EXISTS (
    SELECT 1
    FROM pg_catalog.pg_class AS class
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
    WHERE namespace.nspname = COALESCE(NULLIF($1, ''), current_schema())
      AND class.relname = $2
      AND class.relkind IN ('r', 'p')))";

// The index of a key has the key's name.
constexpr const char* kHasIndex = R"(
SELECT EXISTS (
    SELECT 1
    FROM pg_catalog.pg_class AS class
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
    WHERE namespace.nspname = current_schema()
      AND class.relname = $1
      AND class.relkind IN ('i', 'I')))";

// The table of the ledger by whose lock readers wait.
constexpr const char* kLayout = "etl.layout";
/// Of rows in the text form of COPY.
constexpr std::size_t kBytesPerPut = 65'536;

}  // namespace

PostgresWarehouse::PostgresWarehouse(std::shared_ptr<SessionLock> lock,
                                     std::shared_ptr<PgInterrupt> interrupt, unsigned threads)
    : PgWarehouse(std::move(lock), std::move(interrupt)), threads_(threads) {}

PostgresWarehouse::PostgresWarehouse(const PgConnection::Options& options) : PgWarehouse(options) {
    prepare_session(connection());
    begin_to_look();
}

/// A lock is taken before the moment is fixed of which everything is read: see keep_readers_out().
void PostgresWarehouse::begin_to_look() {
    const bool may_lock = has_ledger_to_look_at(connection());
    begin_by("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    if (may_lock) execute(fmt::format("LOCK TABLE {} IN ACCESS SHARE MODE", kLayout));
}

bool PostgresWarehouse::has_table(std::string_view schema, std::string_view table) {
    const ResultTable found =
        connection().query(kHasTable, {std::string(schema), std::string(table)});
    return std::get<bool>(found.rows.at(0).at(0));
}

bool PostgresWarehouse::has_schema(std::string_view schema) {
    const ResultTable found = connection().query(
        "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", {std::string(schema)});
    return !found.rows.empty();
}

bool PostgresWarehouse::has_key(std::string_view name) {
    const ResultTable found = connection().query(kHasIndex, {std::string(name)});
    return std::get<bool>(found.rows.at(0).at(0));
}

void PostgresWarehouse::insert(std::string_view schema, std::string_view table,
                               const std::vector<std::vector<Value>>& rows) {
    const std::string statement = fmt::format("COPY {} FROM STDIN", quoted_table(schema, table));
    connection().copy(statement, [&](const PgConnection::PutBytes& put) {
        std::string lines;
        for (const std::vector<Value>& row : rows) {
            lines += copy_text_of(row);
            if (lines.size() < kBytesPerPut) continue;
            put(lines);
            lines.clear();
        }
        put(lines);
    });
}

// What a run reads and counts is of one moment, whatever others do to the tables beside it.
void PostgresWarehouse::begin() {
    begin_by("BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE");
}

void PostgresWarehouse::keep_readers_out() {
    execute(fmt::format("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", kLayout));
}

LoadedRows PostgresWarehouse::load(const std::string& table, RecordSource& source,
                                   std::int64_t load_id) {
    const std::string statement = fmt::format("COPY {} ({}, load_id) FROM STDIN (FORMAT binary)",
                                              quoted_name(table), quoted_names(source.columns()));
    const std::uint64_t rows = connection().copy(statement, [&](const PgConnection::PutBytes& put) {
        encode_records(source, load_id, threads_, put);
    });
    // Nobody has seen the new rows yet, so that the planner would guess.
    execute("ANALYZE " + quoted_name(table));
    return {rows};
}

}  // namespace sparkify
