#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "cli/session.h"
#include "pipeline/run_observer.h"
#include "report/progress_printer.h"

namespace sparkify {

/// Shows on standard error how a run goes: reads the counters of the step at hand several times a
/// second, on a thread of its own. Also logs each step.
class RunDisplay final : public RunObserver {
  public:
    explicit RunDisplay(const Session& session);
    RunDisplay(const RunDisplay&) = delete;
    RunDisplay& operator=(const RunDisplay&) = delete;
    ~RunDisplay() override;

    void step_started(const std::string& step, const StepReading* reading) override;
    void step_finished(const std::string& step, std::chrono::nanoseconds time) override;
    void warn(const std::string& what) override;

  private:
    void tick(const std::stop_token& stop);
    [[nodiscard]] ProgressSnapshot snapshot() const;

    const Session* session_;
    std::mutex mutex_;  ///< guards what follows
    std::unique_ptr<ProgressPrinter> printer_;
    std::string step_;
    StepReading reading_;
    std::chrono::steady_clock::time_point begin_;
    std::condition_variable_any wake_;
    std::jthread ticker_;
};

}  // namespace sparkify
