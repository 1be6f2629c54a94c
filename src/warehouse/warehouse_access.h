#pragma once

#include <memory>

#include "warehouse/examination.h"
#include "warehouse/run_lock.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// Where a warehouse lives, and how it is locked and opened there. One thread at a time.
class WarehouseAccess {
  public:
    WarehouseAccess() = default;
    WarehouseAccess(const WarehouseAccess&) = delete;
    WarehouseAccess& operator=(const WarehouseAccess&) = delete;
    virtual ~WarehouseAccess() = default;

    /// False if it is known, without opening it, that nothing is there yet, so that a run makes it.
    [[nodiscard]] virtual bool exists() = 0;

    /// Keeps other runs away: for what has to be done before the warehouse is opened. Throws
    /// Error(locked), saying who runs, or what opening throws.
    [[nodiscard]] virtual std::shared_ptr<RunLock> lock() = 0;

    /// The warehouse for a run that writes, under a lock of this access, or a new one if there is
    /// none.
    [[nodiscard]] virtual std::unique_ptr<Warehouse> open(std::shared_ptr<RunLock> lock) = 0;

    /// Throws Error(configuration) if it is known, without opening the warehouse, that nothing can
    /// be loaded into it.
    virtual void require_what_loads_need() {}

    /// Looks at all that a run needs of the place, and changes nothing. Throws what is wrong first,
    /// or Error(interrupted) when a stop is requested.
    virtual void examine(Examination& examination) = 0;

    /// The warehouse for looking only. Throws Error(unreachable) if it cannot be looked at now.
    [[nodiscard]] virtual std::unique_ptr<Warehouse> open_to_read() = 0;
};

}  // namespace sparkify
