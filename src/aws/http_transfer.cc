#include "aws/http_transfer.h"

#include <array>
#include <utility>

#include <curl/curl.h>

#include "base/trimmed.h"
#include "base/version.h"

namespace sparkify {
namespace {

/// Of the body of an answer that has no sink; what services say about an error is far shorter.
constexpr std::size_t kMaxKeptBody = std::size_t{64} << 20;

/// Read at once from a connection: for small bodies it is not worth more.
constexpr long kSmallBuffer = 16L << 10;
constexpr long kLargeBuffer = 512L << 10;
constexpr std::uint64_t kLargeFrom = std::uint64_t{256} << 10;

/// What comes more slowly is asked for again.
constexpr std::uint64_t kSlowestBytesPerMillisecond = 32;

struct FreeCurl {
    void operator()(CURL* handle) const { ::curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { ::curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

void append(HeaderList& list, const std::string& line) {
    curl_slist* longer = ::curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
}

TransportTrouble trouble_of(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
            return TransportTrouble::resolving;
        case CURLE_COULDNT_CONNECT:
            return TransportTrouble::connecting;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_ENGINE_NOTFOUND:
            return TransportTrouble::tls;
        case CURLE_OPERATION_TIMEDOUT:
            return TransportTrouble::timed_out;
        case CURLE_PARTIAL_FILE:
        case CURLE_SSL_CONNECT_ERROR:  // also if the connection is reset in the middle of it
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_WEIRD_SERVER_REPLY:
            return TransportTrouble::broken;
        case CURLE_ABORTED_BY_CALLBACK:
            return TransportTrouble::stopped;
        default:
            return TransportTrouble::other;
    }
}

}  // namespace

/// The handle, and what its callbacks write to.
class HttpTransfer::Curl {
  public:
    Curl(HttpSettings settings, std::stop_token stop)
        : settings_(std::move(settings)), stop_(std::move(stop)), handle_(::curl_easy_init()) {
        if (!handle_) throw std::bad_alloc();
    }

    void prepare(const HttpRequest& request, BodySink* sink, std::uint64_t expected_bytes) {
        response_ = {};
        sink_ = sink;
        refused_ = false;
        error_.fill('\0');
        body_ = request.body;
        // Keeps the connection, the session and the names that were resolved.
        ::curl_easy_reset(handle_.get());
        set_up_connection(expected_bytes);
        set_up_request(request);
        set_up_callbacks();
    }

    HttpOutcome finish(CURLcode code) {
        HttpOutcome outcome{std::exchange(response_, {})};
        if (code != CURLE_OK) {
            const bool stopped = refused_ || stop_.stop_requested();
            outcome.failure = TransportFailure{
                stopped ? TransportTrouble::stopped : trouble_of(code),
                error_.front() != '\0' ? error_.data() : ::curl_easy_strerror(code)};
        }
        return outcome;
    }

    [[nodiscard]] CURL* handle() const noexcept { return handle_.get(); }

  private:
    template <typename Value>
    void set(CURLoption option, Value value) {
        ::curl_easy_setopt(handle_.get(), option, value);
    }

    void set_up_connection(std::uint64_t expected_bytes) {
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        set(CURLOPT_TCP_KEEPALIVE, 1L);
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings_.connect_timeout.count()));
        set(CURLOPT_LOW_SPEED_LIMIT, 1L);
        const auto stall = std::chrono::ceil<std::chrono::seconds>(settings_.stall_timeout);
        set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(stall.count()));
        const auto of_body =
            static_cast<long>((expected_bytes + body_.size()) / kSlowestBytesPerMillisecond);
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.request_timeout.count()) + of_body);
        set(CURLOPT_BUFFERSIZE, expected_bytes < kLargeFrom ? kSmallBuffer : kLargeBuffer);
        if (!settings_.use_proxy) set(CURLOPT_NOPROXY, "*");
        if (!settings_.ca_bundle.empty()) set(CURLOPT_CAINFO, settings_.ca_bundle.c_str());
    }

    void set_up_request(const HttpRequest& request) {
        set(CURLOPT_URL, request.url().c_str());
        set(CURLOPT_PATH_AS_IS, 1L);
        HeaderList headers;
        for (const HttpHeader& header : request.headers)
            append(headers, header.name + ": " + header.value);
        append(headers, std::string("User-Agent: sparkify/") + program_version());
        append(headers, "Accept:");
        append(headers, "Expect:");
        if (request.method == "HEAD") {
            set(CURLOPT_NOBODY, 1L);
        } else if (request.method != "GET") {
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body_.size()));
            set(CURLOPT_POSTFIELDS, body_.data());
            set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
        }
        headers_ = std::move(headers);
        set(CURLOPT_HTTPHEADER, headers_.get());
    }

    void set_up_callbacks() {
        set(CURLOPT_ERRORBUFFER, error_.data());
        set(CURLOPT_HEADERFUNCTION, &Curl::take_header);
        set(CURLOPT_HEADERDATA, this);
        set(CURLOPT_WRITEFUNCTION, &Curl::take_body);
        set(CURLOPT_WRITEDATA, this);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, &Curl::look_for_stop);
        set(CURLOPT_XFERINFODATA, this);
    }

    static std::size_t take_header(char* bytes, std::size_t /*one*/, std::size_t size, void* self) {
        HttpResponse& response = static_cast<Curl*>(self)->response_;
        const std::string_view line = trimmed({bytes, size});
        if (line.starts_with("HTTP/")) {  // of the answer, or of an interim one before it
            response = {};
            const std::size_t space = line.find(' ');
            if (space != std::string_view::npos)
                response.status = std::atoi(std::string(line.substr(space + 1, 3)).c_str());
        } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
            response.headers.push_back(
                {std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
        }
        return size;
    }

    static std::size_t take_body(char* bytes, std::size_t /*one*/, std::size_t size, void* data) {
        auto* self = static_cast<Curl*>(data);
        if (self->sink_ != nullptr && self->response_.ok()) {
            self->refused_ = !self->sink_->write(self->response_, {bytes, size});
        } else {
            self->refused_ = self->response_.body.size() + size > kMaxKeptBody;
            if (!self->refused_) self->response_.body.append(bytes, size);
        }
        return self->refused_ ? 0 : size;
    }

    static int look_for_stop(void* self, curl_off_t /*to_read*/, curl_off_t /*read*/,
                             curl_off_t /*to_send*/, curl_off_t /*sent*/) {
        return static_cast<Curl*>(self)->stop_.stop_requested() ? 1 : 0;
    }

    HttpSettings settings_;
    std::stop_token stop_;
    std::string body_;
    HttpResponse response_;
    BodySink* sink_ = nullptr;
    bool refused_ = false;
    std::array<char, CURL_ERROR_SIZE> error_{};
    HeaderList headers_;
    std::unique_ptr<CURL, FreeCurl> handle_;  ///< last, so that it is closed first
};

HttpTransfer::HttpTransfer(const HttpSettings& settings, std::stop_token stop)
    : curl_(std::make_unique<Curl>(settings, std::move(stop))) {}

HttpTransfer::~HttpTransfer() = default;

void HttpTransfer::prepare(const HttpRequest& request, BodySink* sink,
                           std::uint64_t expected_bytes) {
    curl_->prepare(request, sink, expected_bytes);
}

void* HttpTransfer::handle() const noexcept {
    return curl_->handle();
}

HttpOutcome HttpTransfer::perform() {
    return curl_->finish(::curl_easy_perform(curl_->handle()));
}

HttpOutcome HttpTransfer::finish(int code) {
    return curl_->finish(static_cast<CURLcode>(code));
}

void use_curl() {
    struct Library {
        Library() { ::curl_global_init(CURL_GLOBAL_DEFAULT); }
        ~Library() { ::curl_global_cleanup(); }
        Library(const Library&) = delete;
        Library& operator=(const Library&) = delete;
    };
    static const Library library;
}

}  // namespace sparkify
