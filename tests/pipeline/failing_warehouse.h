#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "warehouse/statement_error.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// Another warehouse, of which one call fails: the n-th from now on, or in a transaction.
class FailingWarehouse final : public Warehouse {
  public:
    explicit FailingWarehouse(Warehouse& warehouse) : warehouse_(&warehouse) {}

    /// From 1; 0 for no failure.
    void fail_at(std::uint64_t call) {
        fail_at_ = call;
        calls_ = 0;
    }
    /// The n-th call from the next begin() on is refused because of another transaction; once.
    void conflict_at(std::uint64_t call) { conflict_at_ = call; }
    [[nodiscard]] bool has_met_conflict() const { return conflict_at_ == 0; }

    /// So many loads are refused because what they need is not known yet.
    void load_too_early(std::uint64_t times) { early_loads_ = times; }

    [[nodiscard]] bool has_failed() const { return fail_at_ != 0 && calls_ >= fail_at_; }

    [[nodiscard]] Dialect dialect() const override { return warehouse_->dialect(); }
    [[nodiscard]] std::string name() const override { return warehouse_->name(); }

    void execute(const std::string& statement) override {
        count();
        warehouse_->execute(statement);
    }
    void stream(const std::string& statement, RowConsumer& consumer) override {
        count();
        warehouse_->stream(statement, consumer);
    }
    [[nodiscard]] bool has_table(std::string_view schema, std::string_view table) override {
        count();
        return warehouse_->has_table(schema, table);
    }
    [[nodiscard]] bool has_schema(std::string_view schema) override {
        count();
        return warehouse_->has_schema(schema);
    }
    [[nodiscard]] bool has_key(std::string_view name) override {
        count();
        return warehouse_->has_key(name);
    }
    void keep_readers_out() override {
        count();
        warehouse_->keep_readers_out();
    }
    [[nodiscard]] bool is_interrupted() const noexcept override {
        return warehouse_->is_interrupted();
    }
    [[nodiscard]] bool failure_ends_transaction() const override {
        return warehouse_->failure_ends_transaction();
    }
    [[nodiscard]] std::string schema() const override { return warehouse_->schema(); }
    [[nodiscard]] bool can_replace_tables() const override {
        return warehouse_->can_replace_tables();
    }
    void insert(std::string_view schema, std::string_view table,
                const std::vector<std::vector<Value>>& rows) override {
        count();
        warehouse_->insert(schema, table, rows);
    }
    void begin() override {
        count();
        warehouse_->begin();
        in_transaction_ = 1;
    }
    void commit() override {
        count();
        warehouse_->commit();
    }
    void rollback() noexcept override {
        in_transaction_ = 0;
        warehouse_->rollback();
    }

    LoadedRows load(const std::string& table, RecordSource& source, std::int64_t load_id) override {
        count();
        const LoadedRows rows = warehouse_->load(table, source, load_id);
        if (early_loads_ > 0 && early_loads_-- > 0)
            throw StatementError(ErrorCode::access_denied,
                                 {"the test's role is not known", "", "", ""},
                                 {"XX000", "", Retry::not_yet});
        count();
        return rows;
    }
    [[nodiscard]] std::string rows_loaded(const std::string& table,
                                          std::int64_t first_load_id) override {
        count();
        return warehouse_->rows_loaded(table, first_load_id);
    }
    [[nodiscard]] std::vector<std::string> slices_loaded(const std::string& table,
                                                         const std::string& time_column,
                                                         std::int64_t first_load_id) override {
        count();
        return warehouse_->slices_loaded(table, time_column, first_load_id);
    }
    void interrupt() noexcept override { warehouse_->interrupt(); }

  private:
    void count() {
        if (in_transaction_ > 0 && in_transaction_++ == conflict_at_) {
            conflict_at_ = 0;
            throw StatementError(ErrorCode::failed,
                                 {"the test lets another get in between", "", "", ""},
                                 {"40001", "", Retry::conflict});
        }
        if (++calls_ == fail_at_)
            throw Error(ErrorCode::failed, {"the test lets this call fail", "", "", ""});
    }

    Warehouse* warehouse_;
    std::uint64_t fail_at_ = 0;
    std::uint64_t calls_ = 0;
    std::uint64_t conflict_at_ = 0;
    std::uint64_t early_loads_ = 0;
    std::uint64_t in_transaction_ = 0;  ///< 1 for the first call behind begin(); 0 outside
};

}  // namespace sparkify
