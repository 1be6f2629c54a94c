#pragma once

#include <mutex>
#include <thread>

#include "warehouse/warehouse.h"

namespace sparkify {

/// While it exists, SIGINT, SIGTERM and SIGHUP interrupt a warehouse instead of ending the process,
/// so that a run can roll back and be recorded. A second signal ends the process at once (which is
/// safe too: nothing is committed halfway).
///
/// Make it before other threads exist (a warehouse starts some), so that none of them takes the
/// signal.
class Interruption {
  public:
    Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    ~Interruption();

    /// Names the warehouse to interrupt, until the interruption ends or forgets it. A signal that
    /// came before counts.
    void aim_at(Warehouse& warehouse);
    void forget();

  private:
    void watch();
    void stop();

    std::mutex mutex_;
    Warehouse* warehouse_ = nullptr;
    bool requested_ = false;
    std::thread watcher_;
};

}  // namespace sparkify
