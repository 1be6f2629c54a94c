#include "aws/retrying_client.h"

#include <utility>

#include <fmt/format.h>

#include "base/pause.h"

namespace sparkify {
namespace {

constexpr std::chrono::milliseconds kFirstWait{100};
constexpr std::chrono::milliseconds kLongestWait{10'000};

}  // namespace

RetryingClient::RetryingClient(HttpSettings settings, unsigned max_attempts, std::stop_token stop,
                               MessageLog log)
    : client_(std::move(settings), stop),
      max_attempts_(max_attempts),
      stop_(std::move(stop)),
      log_(std::move(log)),
      backoff_(kFirstWait, kLongestWait, std::random_device()()) {}

HttpOutcome RetryingClient::send(const std::function<HttpRequest()>& make) {
    for (unsigned attempt = 1;; ++attempt) {
        const HttpRequest request = make();
        HttpOutcome outcome = client_.send(request);
        if (outcome.ok()) return outcome;
        const bool again = remedy_for(outcome) != Remedy::none &&
                           attempt < attempts_worth_making(outcome, max_attempts_);
        const std::chrono::milliseconds time = next_wait(attempt);
        log_(fmt::format("{} {}{}: {}{}", request.method, request.origin, request.path,
                         reason_of(outcome),
                         again ? fmt::format("; again in {} ms", time.count()) : ""));
        if (!again) return outcome;
        ++retries_;
        pause_for(time, stop_);
    }
}

std::chrono::milliseconds RetryingClient::next_wait(unsigned failures) {
    const std::lock_guard lock(mutex_);
    return backoff_.wait(failures);
}

}  // namespace sparkify
