#pragma once

#include <chrono>

#include "base/backoff.h"
#include "base/patience.h"
#include "pipeline/run_observer.h"
#include "warehouse/statement_error.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// Whether, and after which wait, a transaction that was refused is run again: some times if
/// others got in between, and for some time if it needs what is not known everywhere yet.
class Attempts {
  public:
    /// `patience`: for what is not known yet, of all attempts together.
    Attempts(Warehouse& warehouse, RunObserver& observer, std::chrono::milliseconds patience);

    /// Whether the same again may succeed; then the observer is warned why. Throws Error if others
    /// got in between too often.
    [[nodiscard]] bool go_on_after(const StatementError& refusal);

    /// Waits before the next attempt; no longer than until the warehouse is interrupted.
    void wait() const;

  private:
    void begin_again_after_conflict(const StatementError& refusal);
    [[nodiscard]] bool begin_again_later(const StatementError& refusal);

    Warehouse& warehouse_;
    RunObserver& observer_;
    Patience patience_;
    Backoff backoff_;
    unsigned conflicts_ = 0;
    std::chrono::milliseconds wait_{0};
};

}  // namespace sparkify
