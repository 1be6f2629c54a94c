#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sparkify {

struct HttpHeader {
    std::string name;
    std::string value;
};

using HttpHeaders = std::vector<HttpHeader>;

/// Names and values before they are percent-encoded.
using QueryParameters = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    std::string method = "GET";
    std::string origin;      ///< scheme and authority: "https://bucket.s3.eu-west-1.amazonaws.com"
    std::string path = "/";  ///< percent-encoded; sent as it is
    QueryParameters query = {};
    HttpHeaders headers = {};
    std::string body = {};

    /// What the Host header says: the origin without the scheme and without its default port.
    [[nodiscard]] std::string host() const;

    /// Everything, as it is sent.
    [[nodiscard]] std::string url() const;
};

/// A GET of a URL, which is sent as it is.
[[nodiscard]] HttpRequest get_request(const std::string& url);

struct HttpResponse {
    int status = 0;  ///< 0: none came
    HttpHeaders headers = {};
    std::string body = {};

    /// The value of the last header of that name, compared without case; empty if there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const;

    [[nodiscard]] bool ok() const noexcept { return status >= 200 && status < 300; }
};

}  // namespace sparkify
