#include "aws/retrying_client.h"

#include <condition_variable>
#include <utility>

namespace sparkify {
namespace {

constexpr std::chrono::milliseconds kFirstWait{100};
constexpr std::chrono::milliseconds kLongestWait{10'000};

}  // namespace

RetryingClient::RetryingClient(HttpSettings settings, unsigned max_attempts, std::stop_token stop)
    : client_(std::move(settings), stop),
      max_attempts_(max_attempts),
      stop_(std::move(stop)),
      backoff_(kFirstWait, kLongestWait, std::random_device()()) {}

HttpOutcome RetryingClient::send(const std::function<HttpRequest()>& make) {
    for (unsigned attempt = 1;; ++attempt) {
        HttpOutcome outcome = client_.send(make());
        if (outcome.ok() || attempt >= max_attempts_ || remedy_for(outcome) == Remedy::none)
            return outcome;
        ++retries_;
        wait(attempt);
    }
}

void RetryingClient::wait(unsigned failures) {
    std::unique_lock lock(mutex_);
    const std::chrono::milliseconds time = backoff_.wait(failures);
    std::condition_variable_any nothing;
    nothing.wait_for(lock, stop_, time, [] { return false; });
}

}  // namespace sparkify
