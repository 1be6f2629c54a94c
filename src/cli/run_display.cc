#include "cli/run_display.h"

#include <spdlog/spdlog.h>

#include "report/duration.h"

namespace sparkify {
namespace {

constexpr std::chrono::milliseconds kInterval{100};

/// Steps that are over sooner are not shown: they would only flash.
constexpr std::chrono::milliseconds kShownAfter{200};

}  // namespace

RunDisplay::RunDisplay(const Session& session)
    : session_(&session),
      printer_(make_progress_printer(session.options().progress, session.terminal())),
      ticker_([this](const std::stop_token& stop) { tick(stop); }) {}

RunDisplay::~RunDisplay() {
    ticker_.request_stop();
    ticker_.join();
}

void RunDisplay::step_started(const std::string& step, const StepReading* reading) {
    spdlog::info("{}: started", step);
    const std::lock_guard lock(mutex_);
    step_ = step;
    reading_ = reading != nullptr ? *reading : StepReading();
    begin_ = std::chrono::steady_clock::now();
}

void RunDisplay::step_finished(const std::string& step, std::chrono::nanoseconds time) {
    {
        const std::lock_guard lock(mutex_);
        printer_->finish_step(snapshot());
        step_.clear();
    }
    spdlog::info("{}: finished in {}", step, duration_text(time));
}

void RunDisplay::warn(const std::string& what) {
    const std::lock_guard lock(mutex_);
    printer_->clear();
    session_->warn(what);
}

void RunDisplay::tick(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        if (!step_.empty() && std::chrono::steady_clock::now() - begin_ >= kShownAfter)
            printer_->update(snapshot());
        wake_.wait_for(lock, stop, kInterval, [] { return false; });
    }
}

ProgressSnapshot RunDisplay::snapshot() const {
    ProgressSnapshot snapshot;
    snapshot.step = step_;
    snapshot.elapsed = std::chrono::steady_clock::now() - begin_;
    if (reading_.store != nullptr) snapshot.retries = reading_.store->retries();
    if (reading_.progress == nullptr) return snapshot;
    snapshot.done = reading_.progress->records;
    snapshot.unit = "records";
    snapshot.objects_done = reading_.progress->objects;
    snapshot.objects_total = reading_.objects;
    snapshot.bytes_done = reading_.progress->bytes;
    snapshot.bytes_total = reading_.bytes;
    snapshot.rejects = reading_.rejects->count();
    return snapshot;
}

}  // namespace sparkify
