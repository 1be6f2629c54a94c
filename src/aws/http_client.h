#pragma once

#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

#include "aws/http_transfer.h"

namespace sparkify {

/// Sends requests one at a time and waits for the answers. Connections are kept. Nothing is
/// repeated. Thread-safe.
class HttpClient {
  public:
    /// A request ends with TransportTrouble::stopped once `stop` is requested.
    explicit HttpClient(HttpSettings settings, std::stop_token stop = {});

    [[nodiscard]] const HttpSettings& settings() const noexcept { return settings_; }

    [[nodiscard]] HttpOutcome send(const HttpRequest& request);

  private:
    [[nodiscard]] std::unique_ptr<HttpTransfer> idle_transfer();

    HttpSettings settings_;
    std::stop_token stop_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<HttpTransfer>> idle_;
};

}  // namespace sparkify
