#include "aws/credentials/container_provider.h"

#include <algorithm>
#include <array>
#include <utility>

#include "aws/credentials/json_credentials.h"
#include "aws/credentials/token_file.h"
#include "aws/service_error.h"
#include "base/error.h"

namespace sparkify {
namespace {

constexpr const char* kEcsOrigin = "http://169.254.170.2";

struct SplitUrl {
    std::string origin;
    std::string path;
};

SplitUrl split(const std::string& url) {
    const std::size_t host = url.find("://");
    const std::size_t path = host == std::string::npos ? host : url.find('/', host + 3);
    if (path == std::string::npos) return {url, "/"};
    return {url.substr(0, path), url.substr(path)};
}

/// "http://[::1]:80" -> "[::1]"
std::string host_of(const std::string& origin) {
    std::string host = origin.substr(origin.find("://") + 3);
    const std::size_t port = host.rfind(':');
    if (port != std::string::npos && host.find(']', port) == std::string::npos) host.resize(port);
    return host;
}

/// Whether a host may be asked without TLS: nobody on a network can answer in its place.
bool is_local(const std::string& host) {
    constexpr std::array<std::string_view, 6> kLocal{"localhost",      "169.254.170.2",
                                                     "169.254.170.23", "[::1]",
                                                     "[fd00:ec2::23]", "[0:0:0:0:0:0:0:1]"};
    return host.starts_with("127.") || std::ranges::find(kLocal, host) != kLocal.end();
}

}  // namespace

ContainerProvider::ContainerProvider(Environment environment, HttpClient& client)
    : environment_(std::move(environment)), client_(&client) {}

ProviderAnswer ContainerProvider::load() {
    const auto relative = environment_("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    const auto full = environment_("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    if (!relative && !full) return NotHere{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not set"};
    const std::string url = relative ? kEcsOrigin + *relative : *full;
    const HttpOutcome outcome = client_->send(request_to(url));
    if (!outcome.ok())
        throw Error(
            ErrorCode::unreachable,
            {"the container's credentials cannot be had", url,
             outcome.failure ? outcome.failure->reason : service_error_in(outcome.response).text,
             "check the role of the task or pod"});
    return credentials_in_json(outcome.response.body, "the container (" + url + ")");
}

HttpRequest ContainerProvider::request_to(const std::string& url) const {
    const SplitUrl parts = split(url);
    HttpRequest request;
    request.origin = parts.origin;
    request.path = parts.path;
    if (!request.origin.starts_with("https://") && !is_local(host_of(request.origin)))
        throw Error(ErrorCode::configuration,
                    {"AWS_CONTAINER_CREDENTIALS_FULL_URI names a host that is not local", url,
                     "without TLS anybody between could give or take credentials",
                     "use https://, or an address of this machine"});
    std::string token = environment_("AWS_CONTAINER_AUTHORIZATION_TOKEN").value_or("");
    if (const auto file = environment_("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"))
        token = token_in_file(*file, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    if (!token.empty()) request.headers = {{"Authorization", token}};
    return request;
}

}  // namespace sparkify
