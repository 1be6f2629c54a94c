#pragma once

#include "warehouse/duckdb/duckdb_warehouse.h"
#include "warehouse/warehouse_access.h"

namespace sparkify {

/// A DuckDB file.
class DuckDbAccess final : public WarehouseAccess {
  public:
    /// `options` are those for writing.
    explicit DuckDbAccess(DuckDbOptions options);

    [[nodiscard]] bool exists() override;
    [[nodiscard]] std::shared_ptr<RunLock> lock() override;
    [[nodiscard]] std::unique_ptr<Warehouse> open(std::shared_ptr<RunLock> lock) override;

    /// Waits a moment while somebody else writes.
    [[nodiscard]] std::unique_ptr<Warehouse> open_to_read() override;
    void examine(Examination& examination) override;

  private:
    DuckDbOptions options_;
};

}  // namespace sparkify
