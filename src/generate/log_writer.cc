#include "generate/log_writer.h"

#include <fmt/format.h>

namespace sparkify {

namespace {

/// log_data/2018/11/2018-11-05-events.json, with a number before "events" if it is not 0.
std::string object_name(std::chrono::year_month_day day, std::uint64_t number) {
    const std::string date =
        fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                    static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    const std::string suffix = number == 0 ? "" : fmt::format("-{:02}", number);
    return fmt::format("log_data/{}/{}/{}-events{}.json", date.substr(0, 4), date.substr(5, 2),
                       date, suffix);
}

}  // namespace

void LogWriter::write(const LogRecord& record) {
    const auto day = std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{record.ts}});
    if (begins_object(day)) begin_object(day);
    text_.clear();
    append_log_record(text_, record);
    records_.write(text_);
}

bool LogWriter::begins_object(std::chrono::sys_days day) const {
    if (division_.objects > 0) return records_.records() == next_object_at_;
    return objects_ == 0 || day != day_;
}

void LogWriter::begin_object(std::chrono::sys_days day) {
    if (objects_ > 0 && day != day_) end_day();
    day_ = day;
    ++objects_;
    ++objects_of_day_;
    if (division_.objects > 0) next_object_at_ = division_.events * objects_ / division_.objects;
    records_.open(object_name(day, division_.objects == 0 ? 0 : objects_of_day_));
}

/// Whether a day has several objects is known only now.
void LogWriter::end_day() {
    records_.close();
    if (division_.objects > 0 && objects_of_day_ == 1) {
        records_.rename(object_name(day_, 1), object_name(day_, 0));
    }
    objects_of_day_ = 0;
}

void LogWriter::finish() {
    if (objects_ > 0) end_day();
}

}  // namespace sparkify
