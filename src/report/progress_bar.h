#pragma once

#include "report/pace.h"
#include "report/progress_line.h"
#include "report/text_sink.h"
#include "report/throttle.h"

namespace sparkify {

/// Progress as one line of a terminal that is drawn over at most ten times a second.
///
/// Nothing of it stays: the line goes away when its step is finished, on clear(), and when the
/// printer is destroyed, so that what is written next begins at the margin. The cursor is never
/// hidden, so that a program that is killed leaves the terminal as it was.
class ProgressBar final : public ProgressPrinter {
  public:
    /// The sink leads to the terminal. The line takes at most style.width columns, which should be
    /// one less than the terminal has.
    ProgressBar(TextSink sink, LineStyle style, SteadyNow now);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ~ProgressBar() override;

    void update(const ProgressSnapshot& snapshot) override;
    void finish_step(const ProgressSnapshot& snapshot) override;
    void clear() override;

  private:
    TextSink sink_;
    LineStyle style_;
    Throttle throttle_;
    PaceKeeper pace_keeper_;
    bool is_drawn_ = false;
};

}  // namespace sparkify
