#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.h"
#include "ingest/record_source.h"
#include "model/sql_script.h"

namespace sparkify {

/// What a load has put into its table.
struct LoadedRows {
    std::uint64_t count = 0;
    /// The server has read the objects itself, by their names alone: what they held by then need
    /// not be what they held when they were listed.
    bool read_by_server = false;
};

/// The engine that the tables live in. One connection; all calls from one thread, except
/// interrupt().
///
/// Statements are what statements_of() returned for this warehouse's dialect. Whatever the engine
/// reports is thrown as Error: unreachable, access_denied, locked, interrupted, or failed.
class Warehouse {
  public:
    /// Takes a result row by row. The names come first, once.
    class RowConsumer {
      public:
        RowConsumer() = default;
        RowConsumer(const RowConsumer&) = delete;
        RowConsumer& operator=(const RowConsumer&) = delete;
        virtual ~RowConsumer() = default;
        virtual void begin(const std::vector<ResultColumn>& columns) = 0;
        virtual void row(const std::vector<Value>& values) = 0;
    };

    Warehouse() = default;
    Warehouse(const Warehouse&) = delete;
    Warehouse& operator=(const Warehouse&) = delete;
    virtual ~Warehouse() = default;

    [[nodiscard]] virtual Dialect dialect() const = 0;

    /// What users know it by: "duckdb:sparkify.duckdb".
    [[nodiscard]] virtual std::string name() const = 0;

    /// Whether nothing more can be done in a transaction once a statement has failed in it.
    [[nodiscard]] virtual bool failure_ends_transaction() const { return false; }

    /// Whether a table can be dropped and made anew in a transaction without harm to those who read
    /// it meanwhile. Otherwise its rows are deleted.
    [[nodiscard]] virtual bool can_replace_tables() const { return true; }

    /// Runs one statement and forgets its result.
    virtual void execute(const std::string& statement) = 0;

    /// Runs one statement that users wrote and hands out its result in the order of its rows.
    virtual void stream(const std::string& statement, RowConsumer& consumer) = 0;

    /// Runs one statement and returns its whole result.
    [[nodiscard]] ResultTable query(const std::string& statement);

    /// The schema that the tables of the model are in; empty if there is only one.
    [[nodiscard]] virtual std::string schema() const { return ""; }

    /// Whether a table exists. `schema` may be empty for the tables of the model.
    [[nodiscard]] virtual bool has_table(std::string_view schema, std::string_view table) = 0;

    [[nodiscard]] virtual bool has_schema(std::string_view schema) = 0;

    /// Whether a key or an index of this name was declared for a table of the model.
    [[nodiscard]] virtual bool has_key(std::string_view name) = 0;

    /// Appends rows, whose values stand in the order of the table's columns.
    virtual void insert(std::string_view schema, std::string_view table,
                        const std::vector<std::vector<Value>>& rows) = 0;

    virtual void begin() = 0;

    /// From now on until the end of the transaction readers wait: tables are about to be dropped,
    /// and who has begun to read by then would find the new ones empty.
    virtual void keep_readers_out() {}

    /// Whether interrupt() was called since the last rollback().
    [[nodiscard]] virtual bool is_interrupted() const noexcept = 0;

    /// Too late for interrupt(): it either throws Error(interrupted) and commits nothing, or goes
    /// on to its end. Throws CommitUnknown if the connection was lost in between.
    virtual void commit() = 0;
    /// Takes back everything since begin(), and makes a connection that was lost anew. Does nothing
    /// else outside of a transaction; never throws.
    virtual void rollback() noexcept = 0;

    /// Appends all records of `source` to `table` with `load_id` in the column of that name, in the
    /// current transaction, with as many threads as the warehouse was opened for. Throws also what
    /// the object store throws.
    virtual LoadedRows load(const std::string& table, RecordSource& source,
                            std::int64_t load_id) = 0;

    /// What to write in a FROM clause, before AS, for the rows that a load and all later ones
    /// staged in `table`.
    [[nodiscard]] virtual std::string rows_loaded(const std::string& table,
                                                  std::int64_t first_load_id);

    /// The same rows in parts, so that what a statement makes of one part fits into the memory.
    /// Each part is a range of `time_column` (a TIMESTAMP NOT NULL), and they follow each other:
    /// rows of the same time are in the same part. At least one part; one for all rows unless a
    /// warehouse needs more.
    [[nodiscard]] virtual std::vector<std::string> slices_loaded(const std::string& table,
                                                                 const std::string& time_column,
                                                                 std::int64_t first_load_id);

    /// Makes the statement that runs end with Error(interrupted). From any thread.
    virtual void interrupt() noexcept = 0;
};

}  // namespace sparkify
