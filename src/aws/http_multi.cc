#include "aws/http_multi.h"

#include <new>

#include <curl/curl.h>

namespace sparkify {
namespace {

/// Connections that are kept for later requests.
constexpr long kKeptConnections = 512;

}  // namespace

HttpMulti::HttpMulti() {
    use_curl();
    multi_.reset(::curl_multi_init());
    if (!multi_) throw std::bad_alloc();
    ::curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, kKeptConnections);
}

HttpMulti::~HttpMulti() = default;

void HttpMulti::Close::operator()(void* multi) const {
    ::curl_multi_cleanup(multi);
}

void HttpMulti::start(HttpTransfer& transfer) {
    ::curl_easy_setopt(transfer.handle(), CURLOPT_PRIVATE, &transfer);
    if (::curl_multi_add_handle(multi_.get(), transfer.handle()) != CURLM_OK)
        throw std::bad_alloc();
}

void HttpMulti::abandon(HttpTransfer& transfer) {
    ::curl_multi_remove_handle(multi_.get(), transfer.handle());
}

std::vector<HttpMulti::Finished> HttpMulti::wait(std::chrono::milliseconds time) {
    std::vector<Finished> finished;
    int running = 0;
    ::curl_multi_perform(multi_.get(), &running);
    for (;;) {
        int left = 0;
        while (const CURLMsg* message = ::curl_multi_info_read(multi_.get(), &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            char* transfer = nullptr;
            const CURLcode code = message->data.result;
            CURL* handle = message->easy_handle;
            ::curl_easy_getinfo(handle, CURLINFO_PRIVATE, &transfer);
            ::curl_multi_remove_handle(multi_.get(), handle);
            auto* owner = reinterpret_cast<HttpTransfer*>(transfer);
            finished.push_back({owner, owner->finish(code)});
        }
        if (!finished.empty() || time.count() == 0) return finished;
        ::curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(time.count()), nullptr);
        ::curl_multi_perform(multi_.get(), &running);
        time = std::chrono::milliseconds(0);
    }
}

void HttpMulti::wake() {
    ::curl_multi_wakeup(multi_.get());
}

}  // namespace sparkify
