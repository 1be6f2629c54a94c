#pragma once

#include <memory>

#include "warehouse/libpq/pg_connection.h"
#include "warehouse/postgres/advisory_lock.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// A PostgreSQL database. The tables are in the schema that a new table would be made in (the first
/// of search_path), the ledger in `etl`.
class PostgresWarehouse final : public Warehouse {
  public:
    /// For a run: works in the session that holds the lock. `threads`: how many read records.
    PostgresWarehouse(std::shared_ptr<AdvisoryLock> lock, std::shared_ptr<PgInterrupt> interrupt,
                      unsigned threads);

    /// For looking only: one transaction, so that all that is read is of one moment.
    explicit PostgresWarehouse(const PgConnection::Options& options);

    PostgresWarehouse(const PostgresWarehouse&) = delete;
    PostgresWarehouse& operator=(const PostgresWarehouse&) = delete;
    ~PostgresWarehouse() override;

    [[nodiscard]] Dialect dialect() const override { return Dialect::postgres; }
    [[nodiscard]] std::string name() const override { return name_; }
    [[nodiscard]] bool failure_ends_transaction() const override { return true; }

    void execute(const std::string& statement) override;
    void stream(const std::string& statement, RowConsumer& consumer) override;
    [[nodiscard]] bool has_table(std::string_view schema, std::string_view table) override;
    [[nodiscard]] bool has_schema(std::string_view schema) override;
    [[nodiscard]] bool has_key(std::string_view name) override;
    void insert(std::string_view schema, std::string_view table,
                const std::vector<std::vector<Value>>& rows) override;

    void begin() override;
    void keep_readers_out() override;
    void commit() override;
    /// Makes the connection anew if it was lost, so that the run that failed can be recorded.
    void rollback() noexcept override;

    std::uint64_t load(const std::string& table, RecordSource& source,
                       std::int64_t load_id) override;

    void interrupt() noexcept override { interrupt_->request(); }
    [[nodiscard]] bool is_interrupted() const noexcept override { return interrupt_->requested(); }

  private:
    [[nodiscard]] PgConnection& connection();
    void begin_to_look();

    std::shared_ptr<PgInterrupt> interrupt_;
    std::shared_ptr<AdvisoryLock> lock_;     ///< of a run
    std::unique_ptr<PgConnection> to_look_;  ///< of who looks only
    std::string name_;
    unsigned threads_ = 1;
    bool in_transaction_ = false;
};

}  // namespace sparkify
