#include "aws/credentials/container_provider.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <arpa/inet.h>

#include "aws/credentials/json_credentials.h"
#include "aws/credentials/token_file.h"
#include "aws/service_error.h"
#include "base/error.h"

namespace sparkify {
namespace {

constexpr const char* kEcsOrigin = "http://169.254.170.2";

[[noreturn]] void refuse(std::string reason, std::string next_step) {
    throw Error(ErrorCode::configuration, {"AWS_CONTAINER_CREDENTIALS_FULL_URI cannot be used", "",
                                           std::move(reason), std::move(next_step)});
}

/// "http://[::1]:80" -> "::1"
std::string host_of(const std::string& origin) {
    std::string host = origin.substr(origin.find("://") + 3);
    const std::size_t port = host.rfind(':');
    if (port != std::string::npos && host.find(']', port) == std::string::npos) host.resize(port);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    return host;
}

/// Whether a host may be asked without TLS: nobody on a network can answer in its place.
bool is_local(const std::string& host) {
    constexpr std::array<std::string_view, 5> kLocal{"localhost", "169.254.170.2", "169.254.170.23",
                                                     "::1", "fd00:ec2::23"};
    if (std::ranges::find(kLocal, host) != kLocal.end()) return true;
    in_addr address{};
    constexpr std::uint32_t kLoopback = 127;
    return ::inet_pton(AF_INET, host.c_str(), &address) == 1 &&
           ntohl(address.s_addr) >> 24U == kLoopback;
}

/// A URL without what may be secret in it.
std::string shown(const std::string& url) {
    return url.substr(0, url.find('?'));
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
    throw_if_stopped(outcome);
    if (!outcome.ok())
        throw Error(ErrorCode::unreachable,
                    {"the container's credentials cannot be had", shown(url), reason_of(outcome),
                     "check the role of the task or pod"});
    return credentials_in_json(outcome.response.body, "the container (" + shown(url) + ")");
}

HttpRequest ContainerProvider::request_to(const std::string& url) const {
    if (!url.starts_with("http://") && !url.starts_with("https://"))
        refuse("it is no URL", "write https://, or http:// for an address of this machine");
    HttpRequest request = get_request(url);
    if (request.origin.find('@') != std::string::npos)
        refuse("it has a user in it", "leave that out");
    if (!request.origin.starts_with("https://") && !is_local(host_of(request.origin)))
        refuse("it names a host that is not local, without TLS",
               "use https://, or an address of this machine");
    std::string token = environment_("AWS_CONTAINER_AUTHORIZATION_TOKEN").value_or("");
    if (const auto file = environment_("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"))
        token = token_in_file(*file, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    if (!token.empty()) request.headers = {{"Authorization", token}};
    return request;
}

}  // namespace sparkify
