#include "aws/http_client.h"

#include <utility>

namespace sparkify {
HttpClient::HttpClient(HttpSettings settings, std::stop_token stop)
    : settings_(std::move(settings)), stop_(std::move(stop)) {
    use_curl();
}

HttpOutcome HttpClient::send(const HttpRequest& request) {
    std::unique_ptr<HttpTransfer> transfer = idle_transfer();
    transfer->prepare(request, nullptr, 0);
    HttpOutcome outcome = transfer->perform();
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(transfer));
    return outcome;
}

std::unique_ptr<HttpTransfer> HttpClient::idle_transfer() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<HttpTransfer>(settings_, stop_);
    std::unique_ptr<HttpTransfer> transfer = std::move(idle_.back());
    idle_.pop_back();
    return transfer;
}

}  // namespace sparkify
