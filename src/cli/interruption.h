#pragma once

#include <atomic>
#include <mutex>
#include <stop_token>
#include <thread>

#include "warehouse/warehouse.h"

namespace sparkify {

/// While it exists, SIGINT, SIGTERM and SIGHUP interrupt a warehouse instead of ending the process,
/// so that a run can roll back and be recorded. A second signal ends the process at once (which is
/// safe too: nothing is committed halfway), unless it comes with the first: what signals a group
/// and its leader means one. A signal that comes too late to stop anything, while the run commits,
/// is dropped: the run is done then, and says so.
///
/// Make it before other threads exist (a warehouse starts some), so that none of them takes the
/// signal.
class Interruption {
  public:
    /// A signal also requests a stop of what waits for the network. `network` has to outlive this.
    explicit Interruption(std::stop_source& network);
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    ~Interruption();

    /// As long as it exists, a warehouse is interrupted: it goes before the warehouse does.
    class Aim {
      public:
        Aim(const Aim&) = delete;
        Aim& operator=(const Aim&) = delete;
        ~Aim() { interruption_.forget(); }

      private:
        friend class Interruption;
        explicit Aim(Interruption& interruption) : interruption_(interruption) {}

        Interruption& interruption_;
    };

    /// Names the warehouse to interrupt, one at a time. A signal that came before counts.
    [[nodiscard]] Aim aim_at(Warehouse& warehouse);

  private:
    void forget();
    void watch();
    [[nodiscard]] bool signal_came();
    void stop();

    std::stop_source* network_;
    std::atomic<bool> over_ = false;
    std::mutex mutex_;
    Warehouse* warehouse_ = nullptr;
    bool requested_ = false;
    std::thread watcher_;
};

}  // namespace sparkify
