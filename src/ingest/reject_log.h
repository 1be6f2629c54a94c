#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <set>
#include <vector>

#include "ingest/reject.h"
#include "ingest/reject_spool.h"

namespace sparkify {

/// Collects the rejects of a load from all threads, in bounded memory. Thread-safe.
///
/// A run with more than `max_errors` rejects loads nothing; reading nevertheless goes on for a
/// while, so that a user sees more than the first fault of a file and need not mend them one by
/// one.
class RejectLog {
  public:
    /// How many rejects beyond the limit are collected before reading stops.
    static constexpr std::uint64_t kCollectedBeyondLimit = 1'000;

    /// How many rejects examples() has at most.
    static constexpr std::size_t kExamples = 1'000;

    explicit RejectLog(std::uint64_t max_errors) : max_errors_(max_errors) {}

    /// Throws Error(failed) if there is no room for it.
    void add(Reject reject);

    [[nodiscard]] std::uint64_t count() const noexcept { return count_.load(); }

    /// How many rejects the run may have.
    [[nodiscard]] std::uint64_t max_errors() const noexcept { return max_errors_; }

    /// Whether reading should stop. Then there may be more rejects than were counted.
    [[nodiscard]] bool full() const noexcept {
        return count() > max_errors_ && count() - max_errors_ >= kCollectedBeyondLimit;
    }

    /// The first rejects by object and line, without their records.
    [[nodiscard]] std::vector<Reject> examples() const;

    /// Hands out all rejects in no particular order. Throws Error(failed).
    void for_each(const std::function<void(const Reject&)>& take) const;

  private:
    struct ByPlace {
        bool operator()(const Reject& left, const Reject& right) const;
    };

    std::uint64_t max_errors_;
    std::atomic<std::uint64_t> count_ = 0;
    mutable std::mutex mutex_;
    RejectSpool spool_;
    std::multiset<Reject, ByPlace> examples_;
};

}  // namespace sparkify
