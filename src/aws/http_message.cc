#include "aws/http_message.h"

#include <algorithm>

#include "aws/percent_encoding.h"
#include "base/letter_case.h"

namespace sparkify {

std::string HttpRequest::host() const {
    const std::size_t scheme = origin.find("://");
    std::string authority = scheme == std::string::npos ? origin : origin.substr(scheme + 3);
    const std::string_view default_port = origin.starts_with("https:") ? ":443" : ":80";
    if (authority.ends_with(default_port)) authority.resize(authority.size() - default_port.size());
    return authority;
}

std::string HttpRequest::url() const {
    std::string url = origin + path;
    char separator = '?';
    for (const auto& [name, value] : query) {
        url += separator + percent_encoded(name) + '=' + percent_encoded(value);
        separator = '&';
    }
    return url;
}

HttpRequest get_request(const std::string& url) {
    const std::size_t scheme = url.find("://");
    const std::size_t path = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    HttpRequest request;
    request.origin = url.substr(0, path);
    if (path != std::string::npos) request.path = url.substr(path);
    return request;
}

std::string_view HttpResponse::header(std::string_view name) const {
    const auto found = std::find_if(headers.rbegin(), headers.rend(), [&](const HttpHeader& it) {
        return equal_without_case(it.name, name);
    });
    return found == headers.rend() ? std::string_view() : found->value;
}

}  // namespace sparkify
