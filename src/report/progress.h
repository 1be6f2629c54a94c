#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace sparkify {

/// How far a step has come. Whoever does the work fills it in and knows nothing of how it is shown.
struct ProgressSnapshot {
    std::string step;                     ///< what is being done: "load staging_events"
    std::uint64_t done = 0;               ///< units done
    std::uint64_t total = 0;              ///< units to do; 0 if not known
    std::string unit;                     ///< "records", "objects"; empty: nothing is counted
    std::uint64_t bytes_done = 0;         ///< 0 if the step does not count bytes
    std::uint64_t bytes_total = 0;        ///< 0 if not known
    std::uint64_t objects_done = 0;       ///< objects read to their end
    std::uint64_t objects_total = 0;      ///< 0 if the step reads no objects
    std::uint64_t rejects = 0;            ///< records that could not be loaded
    std::uint64_t retries = 0;            ///< requests that had to be repeated
    std::chrono::nanoseconds elapsed{0};  ///< since the step began
};

/// The share that is done, 0 to 1: of the bytes if their total is known (objects differ in size),
/// else of the units. Negative if neither total is known.
[[nodiscard]] double share_done(const ProgressSnapshot& snapshot) noexcept;

/// Whether the step counts bytes beside its units.
[[nodiscard]] bool counts_bytes(const ProgressSnapshot& snapshot) noexcept;

/// Shows progress. One thread at a time may call it, and nothing in it locks: where many threads
/// work, one of them (or the one that waits for them) reads their counters and reports. Calls are
/// cheap, since a printer skips what comes too soon, so report as often as it is convenient.
class ProgressPrinter {
  public:
    ProgressPrinter() = default;
    ProgressPrinter(const ProgressPrinter&) = delete;
    ProgressPrinter& operator=(const ProgressPrinter&) = delete;
    virtual ~ProgressPrinter() = default;

    /// The step goes on. A step begins with its first update.
    virtual void update(const ProgressSnapshot& snapshot) = 0;

    /// The step is over, and this is how it ended.
    virtual void finish_step(const ProgressSnapshot& snapshot) = 0;

    /// Takes away what stands on the screen, so that something else can be written to it; the next
    /// update brings it back.
    virtual void clear() = 0;
};

/// Shows nothing.
class NoProgress final : public ProgressPrinter {
  public:
    void update(const ProgressSnapshot& /*snapshot*/) override {}
    void finish_step(const ProgressSnapshot& /*snapshot*/) override {}
    void clear() override {}
};

}  // namespace sparkify
