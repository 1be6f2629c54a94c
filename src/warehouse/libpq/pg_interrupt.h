#pragma once

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <mutex>
#include <vector>

#include "warehouse/libpq/pg_handles.h"

namespace sparkify {

/// The way in which another thread ends what connections are doing: it asks the server to cancel
/// their statements, and wakes who waits for the answer. Thread-safe.
class PgInterrupt {
  public:
    /// Throws Error(failed) if the system has no descriptor left.
    PgInterrupt();
    PgInterrupt(const PgInterrupt&) = delete;
    PgInterrupt& operator=(const PgInterrupt&) = delete;
    ~PgInterrupt();

    /// How long a server may take to do as it is asked.
    static constexpr std::chrono::seconds kPatience{10};

    /// As long as it is held, a connection is interrupted.
    using Aim = std::shared_ptr<PGcancel>;

    [[nodiscard]] Aim aim_at(PGconn* connection);

    /// Interrupts, and does not wait for the server. Does nothing while shielded.
    void request() noexcept;

    [[nodiscard]] bool requested() const noexcept { return requested_; }

    /// Forgets a request. After this none is still on its way to the server, unless it has been on
    /// its way for longer than the patience lasts.
    void reset() noexcept;

    /// From now on requests come too late. False, and no shield, if one has come already.
    [[nodiscard]] bool shield();
    void unshield();

    /// When the latest request came.
    [[nodiscard]] std::chrono::steady_clock::time_point when() const noexcept { return when_; }

    /// Readable since a request came.
    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

  private:
    void wait_for_canceller() noexcept;

    std::mutex mutex_;
    std::vector<std::weak_ptr<PGcancel>> aims_;
    /// Until the servers were asked, by a thread that nobody can end: libpq waits as long as the
    /// network does.
    std::future<void> asked_;
    std::atomic<bool> requested_ = false;
    std::atomic<std::chrono::steady_clock::time_point> when_{};
    bool shielded_ = false;
    int descriptor_;
};

}  // namespace sparkify
