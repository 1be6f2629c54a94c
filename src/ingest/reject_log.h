#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <vector>

#include "ingest/reject.h"

namespace sparkify {

/// Collects the rejects of a run from all threads. Thread-safe.
///
/// A run with more than `max_errors` rejects loads nothing; reading nevertheless goes on for a
/// while, so that a user sees more than the first fault of a file and need not mend them one by
/// one.
class RejectLog {
  public:
    /// How many rejects beyond the limit are collected before reading stops.
    static constexpr std::uint64_t kCollectedBeyondLimit = 1'000;

    explicit RejectLog(std::uint64_t max_errors) : max_errors_(max_errors) {}

    void add(Reject reject);

    [[nodiscard]] std::uint64_t count() const noexcept { return count_.load(); }
    [[nodiscard]] bool over_limit() const noexcept { return count() > max_errors_; }

    /// Whether reading should stop.
    [[nodiscard]] bool full() const noexcept {
        return count() > max_errors_ && count() - max_errors_ >= kCollectedBeyondLimit;
    }

    /// All rejects so far, ordered by object and line.
    [[nodiscard]] std::vector<Reject> sorted() const;

  private:
    std::uint64_t max_errors_;
    std::atomic<std::uint64_t> count_ = 0;
    mutable std::mutex mutex_;
    std::vector<Reject> rejects_;
};

}  // namespace sparkify
