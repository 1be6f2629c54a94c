#include "ingest/read_in_threads.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace sparkify {
namespace {

/// What the threads tell each other.
class Outcome {
  public:
    [[nodiscard]] bool failed() const noexcept { return failed_; }

    void fail(std::exception_ptr failure) {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::move(failure);
        failed_ = true;
    }

    void rethrow_failure() {
        if (failure_) std::rethrow_exception(failure_);
    }

  private:
    std::atomic<bool> failed_ = false;
    std::mutex mutex_;
    std::exception_ptr failure_;
};

void read_share(RecordSource& source,
                const std::function<std::function<void(const RecordBatch&)>()>& make_take,
                Outcome& outcome) noexcept {
    try {
        const auto take = make_take();
        const auto reader = source.open_reader();
        RecordBatch batch(source.columns());
        while (!outcome.failed() && reader->next(batch))
            take(batch);
    } catch (...) {
        outcome.fail(std::current_exception());
    }
}

}  // namespace

void read_in_threads(RecordSource& source, unsigned threads,
                     const std::function<std::function<void(const RecordBatch&)>()>& make_take) {
    Outcome outcome;
    {
        std::vector<std::jthread> others;
        for (unsigned thread = 1; thread < threads; ++thread) {
            try {
                others.emplace_back([&] { read_share(source, make_take, outcome); });
            } catch (const std::system_error&) {
                // Those that run read what this one would have read.
                break;
            }
        }
        read_share(source, make_take, outcome);
    }
    outcome.rethrow_failure();
}

}  // namespace sparkify
