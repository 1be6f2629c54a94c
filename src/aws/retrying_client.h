#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>

#include "aws/http_client.h"
#include "aws/service_error.h"
#include "base/backoff.h"
#include "base/message_log.h"

namespace sparkify {

/// Sends requests, and repeats those that failed for a reason that may pass. Thread-safe.
class RetryingClient {
  public:
    /// A request is sent `max_attempts` times at most. Waiting ends once `stop` is requested.
    /// `log` is told of every attempt that failed.
    RetryingClient(HttpSettings settings, unsigned max_attempts, std::stop_token stop,
                   MessageLog log);

    /// `make` makes the request anew for every attempt, since a signature has a time in it. What
    /// comes back is the last outcome.
    [[nodiscard]] HttpOutcome send(const std::function<HttpRequest()>& make);

    /// How many requests had to be repeated so far.
    [[nodiscard]] std::uint64_t retries() const noexcept { return retries_; }

  private:
    [[nodiscard]] std::chrono::milliseconds next_wait(unsigned failures);

    HttpClient client_;
    unsigned max_attempts_;
    std::stop_token stop_;
    MessageLog log_;
    std::atomic<std::uint64_t> retries_ = 0;
    std::mutex mutex_;
    Backoff backoff_;
};

}  // namespace sparkify
