#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "generate/log_record.h"
#include "generate/record_writer.h"

namespace sparkify {

/// How the events are divided into objects.
struct LogDivision {
    std::uint64_t events = 0;   ///< how many will be written
    std::uint64_t objects = 0;  ///< 0: one per day; else how many, at most as many as events
};

/// Writes events, which must come in time order, into log objects. Errors are those of ObjectFile.
class LogWriter {
  public:
    /// The record writer must outlive the log writer.
    LogWriter(RecordWriter& records, LogDivision division)
        : records_(records), division_(division) {}

    void write(const LogRecord& record);

    /// To be called after the last event.
    void finish();

  private:
    [[nodiscard]] bool begins_object(std::chrono::sys_days day) const;
    void begin_object(std::chrono::sys_days day);
    void end_day();

    RecordWriter& records_;
    LogDivision division_;
    std::string text_;
    std::chrono::sys_days day_;         // of the first event of the open object
    std::uint64_t objects_of_day_ = 0;  // that begin on this day
    std::uint64_t next_object_at_ = 0;  // number of the event that begins the next object
    std::uint64_t objects_ = 0;
};

}  // namespace sparkify
