#pragma once

#include <memory>
#include <string>

#include "warehouse/libpq/pg_connection.h"
#include "warehouse/libpq/session_lock.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// What all warehouses behind a PgConnection have in common: a session, its transaction, and how
/// both end.
class PgWarehouse : public Warehouse {
  public:
    PgWarehouse(const PgWarehouse&) = delete;
    PgWarehouse& operator=(const PgWarehouse&) = delete;
    ~PgWarehouse() override;

    [[nodiscard]] std::string name() const override { return name_; }
    [[nodiscard]] bool failure_ends_transaction() const override { return true; }

    void execute(const std::string& statement) override;
    void stream(const std::string& statement, RowConsumer& consumer) override;

    void commit() override;
    /// Makes the connection anew if it was lost, so that the run that failed can be recorded.
    void rollback() noexcept override;

    void interrupt() noexcept override { interrupt_->request(); }
    [[nodiscard]] bool is_interrupted() const noexcept override { return interrupt_->requested(); }

  protected:
    /// For a run: works in the session that holds the lock.
    PgWarehouse(std::shared_ptr<SessionLock> lock, std::shared_ptr<PgInterrupt> interrupt);

    /// For looking only.
    explicit PgWarehouse(const PgConnection::Options& options);

    [[nodiscard]] PgConnection& connection() const;
    [[nodiscard]] PgInterrupt& interruption() const noexcept { return *interrupt_; }

    /// Begins a transaction in the words of the engine.
    void begin_by(const std::string& statement);

    /// Takes back everything since the transaction began, while the caller still has something to
    /// ask. Throws what the server says.
    void roll_back_now();

  private:
    void roll_back_if_connected() noexcept;

    std::shared_ptr<PgInterrupt> interrupt_;
    std::shared_ptr<SessionLock> lock_;      ///< of a run
    std::unique_ptr<PgConnection> to_look_;  ///< of who looks only
    std::string name_;
    bool in_transaction_ = false;
};

}  // namespace sparkify
