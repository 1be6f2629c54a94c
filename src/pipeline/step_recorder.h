#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "pipeline/ledger.h"
#include "pipeline/run_observer.h"

namespace sparkify {

/// Keeps the time of each step (of all its slices together) and passes everything on.
class StepRecorder final : public RunObserver {
  public:
    StepRecorder(RunObserver& next, std::vector<StepTime>& steps) : next_(&next), steps_(&steps) {}

    void step_started(const std::string& step, const StepReading* reading) override {
        next_->step_started(step, reading);
    }
    void step_finished(const std::string& step, std::chrono::nanoseconds time) override {
        const auto known = std::ranges::find(*steps_, step, &StepTime::step);
        if (known != steps_->end())
            known->time += time;
        else
            steps_->push_back({step, time});
        next_->step_finished(step, time);
    }
    void warn(const std::string& what) override { next_->warn(what); }

  private:
    RunObserver* next_;
    std::vector<StepTime>* steps_;
};

}  // namespace sparkify
