#pragma once

#include <memory>

#include "warehouse/libpq/pg_warehouse.h"

namespace sparkify {

/// A PostgreSQL database. The tables are in the schema that a new table would be made in (the first
/// of search_path), the ledger in `etl`.
class PostgresWarehouse final : public PgWarehouse {
  public:
    /// For a run: works in the session that holds the lock. `threads`: how many read records.
    PostgresWarehouse(std::shared_ptr<SessionLock> lock, std::shared_ptr<PgInterrupt> interrupt,
                      unsigned threads);

    /// For looking only: one transaction, so that all that is read is of one moment.
    explicit PostgresWarehouse(const PgConnection::Options& options);

    [[nodiscard]] Dialect dialect() const override { return Dialect::postgres; }

    [[nodiscard]] bool has_table(std::string_view schema, std::string_view table) override;
    [[nodiscard]] bool has_schema(std::string_view schema) override;
    [[nodiscard]] bool has_key(std::string_view name) override;
    void insert(std::string_view schema, std::string_view table,
                const std::vector<std::vector<Value>>& rows) override;

    void begin() override;
    void keep_readers_out() override;

    LoadedRows load(const std::string& table, RecordSource& source, std::int64_t load_id) override;

  private:
    void begin_to_look();

    unsigned threads_ = 1;
};

}  // namespace sparkify
