#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "aws/http_message.h"
#include "aws/http_outcome.h"

namespace sparkify {

/// How requests are sent. Proxies are taken from the environment as curl does it (http_proxy,
/// HTTPS_PROXY, NO_PROXY).
struct HttpSettings {
    std::string ca_bundle;  ///< a file of certificates to trust; empty: those of the system
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds stall_timeout{30'000};  ///< without a byte for so long it is given up
    std::chrono::milliseconds request_timeout{
        60'000};            ///< for one request without what a body needs
    bool use_proxy = true;  ///< if the environment names one
};

/// Takes the body of an answer of status 2xx. (The body of any other is kept in the response.)
class BodySink {
  public:
    BodySink() = default;
    BodySink(const BodySink&) = delete;
    BodySink& operator=(const BodySink&) = delete;
    virtual ~BodySink() = default;

    /// The next bytes; `head` is the answer without its body. False ends the transfer.
    virtual bool write(const HttpResponse& head, std::string_view bytes) = 0;
};

/// One request on its way, over libcurl; can be used again for the next one, and keeps its
/// connection then. Not thread-safe.
class HttpTransfer {
  public:
    /// Ends with TransportTrouble::stopped once `stop` is requested.
    HttpTransfer(const HttpSettings& settings, std::stop_token stop);
    HttpTransfer(const HttpTransfer&) = delete;
    HttpTransfer& operator=(const HttpTransfer&) = delete;
    ~HttpTransfer();

    /// Makes ready for a request. `sink` takes the body, or without one the response does.
    /// `expected_bytes`: of the body, by which the time that it may take and how much is read at
    /// once are chosen.
    void prepare(const HttpRequest& request, BodySink* sink, std::uint64_t expected_bytes);

    /// libcurl's handle, for a multi handle.
    [[nodiscard]] void* handle() const noexcept;

    /// Sends what was prepared, and waits for its end.
    [[nodiscard]] HttpOutcome perform();

    /// What came of it, once libcurl said how it ended (a CURLcode).
    [[nodiscard]] HttpOutcome finish(int code);

  private:
    class Curl;
    std::unique_ptr<Curl> curl_;
};

/// Sets up libcurl; at the first call, and before other threads use it.
void use_curl();

}  // namespace sparkify
