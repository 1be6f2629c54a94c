#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "ingest/block_queue.h"
#include "ingest/reject_log.h"
#include "storage/object_store.h"

namespace sparkify {

/// What a step of a run is about to read.
struct StepReading {
    const ReadProgress* progress =
        nullptr;  ///< counters that go up while it loads; none if it lists
    const RejectLog* rejects = nullptr;
    const ObjectStore* store = nullptr;
    std::uint64_t objects = 0;
    std::uint64_t bytes = 0;  ///< of all objects together
};

/// Is told how a run goes, by the thread that called the run. Counters may be read from any thread
/// until the step is finished.
class RunObserver {
  public:
    RunObserver() = default;
    RunObserver(const RunObserver&) = delete;
    RunObserver& operator=(const RunObserver&) = delete;
    virtual ~RunObserver() = default;

    /// `reading` is nullptr for steps that read no objects.
    virtual void step_started(const std::string& step, const StepReading* reading) = 0;
    /// Called also when an error ends the step: what it throws ends the process.
    virtual void step_finished(const std::string& step, std::chrono::nanoseconds time) = 0;
    virtual void warn(const std::string& what) = 0;
};

}  // namespace sparkify
