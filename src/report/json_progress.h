#pragma once

#include "report/pace.h"
#include "report/progress.h"
#include "report/text_sink.h"
#include "report/throttle.h"

namespace sparkify {

/// Progress as JSON lines for programs (`--progress json`): at most one every 500 ms, and one at
/// the end of each step.
///
///     {"progress": {"step": "load staging_events", "finished": false, "done": 900000,
///                   "total": null, "unit": "records", "bytes_done": 430000000,
///                   "bytes_total": 952000000, "objects_done": 90, "objects_total": 200,
///                   "rejects": 0, "retries": 0, "elapsed_seconds": 2.0,
///                   "units_per_second": 450000.0, "bytes_per_second": 215000000.0,
///                   "seconds_left": 2.4}}
///
/// in one line. What is not known is null. In the line that finishes a step, the rates are those
/// of the whole step.
class JsonProgress final : public ProgressPrinter {
  public:
    JsonProgress(TextSink sink, SteadyNow now);

    void update(const ProgressSnapshot& snapshot) override;
    void finish_step(const ProgressSnapshot& snapshot) override;
    void clear() override {}

  private:
    TextSink sink_;
    Throttle throttle_;
    PaceKeeper pace_keeper_;
};

}  // namespace sparkify
