#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "pipeline/run_observer.h"

namespace sparkify {

/// Tells the observer of a step when it begins and, with its time, when it is left.
class StepTimer {
  public:
    StepTimer(std::string step, RunObserver& observer, const StepReading* reading = nullptr)
        : step_(std::move(step)), observer_(&observer), begin_(std::chrono::steady_clock::now()) {
        observer_->step_started(step_, reading);
    }
    StepTimer(const StepTimer&) = delete;
    StepTimer& operator=(const StepTimer&) = delete;
    ~StepTimer() { observer_->step_finished(step_, std::chrono::steady_clock::now() - begin_); }

  private:
    std::string step_;
    RunObserver* observer_;
    std::chrono::steady_clock::time_point begin_;
};

}  // namespace sparkify
