#include "aws/service_channel.h"

#include <utility>

#include <fmt/format.h>

#include "aws/digest.h"
#include "aws/endpoint.h"
#include "base/error.h"

namespace sparkify {
namespace {

std::string endpoint_of(const AwsSettings& settings, const ServiceAddress& address) {
    if (std::string url = settings.endpoint_of(address.service).url; !url.empty()) return url;
    if (!address.host.empty()) return "https://" + address.host;
    return fmt::format("https://{}.{}.{}", address.name, address.region, domain_of(address.region));
}

const std::string& permission_prefix(const ServiceAddress& address) {
    return address.permissions.empty() ? address.name : address.permissions;
}

}  // namespace

ServiceChannel::ServiceChannel(std::shared_ptr<AwsAccess> access, ServiceAddress address,
                               Rehearsal* rehearsal)
    : access_(std::move(access)),
      address_(std::move(address)),
      rehearsal_(rehearsal),
      endpoint_(endpoint_of(access_->settings(), address_)),
      signer_(address_.region, address_.name,
              address_.service == AwsService::s3 ? PathRule::as_sent : PathRule::normalised,
              access_->clock()),
      client_(access_->http(), access_->max_attempts(), access_->stop(), access_->log()) {}

std::string ServiceChannel::send(const ServiceCall& call,
                                 const std::function<HttpRequest()>& make) {
    access_->log()(fmt::format("{}:{} on {}", address_.name, call.action, call.resource));
    Credentials used = credentials(call);
    HttpOutcome outcome = send_with(used, make);
    if (!outcome.ok() && has_expired(service_error_in(outcome.response))) {
        access_->credentials().forget(used);
        used = credentials(call);
        outcome = send_with(used, make);
    }
    throw_if_stopped(outcome);
    if (outcome.failure)
        throw Error(ErrorCode::unreachable,
                    {call.purpose, endpoint_, outcome.failure->reason,
                     fmt::format("check the network, and that {} is a region", address_.region)});
    if (outcome.response.ok()) return std::move(outcome.response.body);
    throw service_failure(permission_prefix(address_), call, service_error_in(outcome.response),
                          used.origin);
}

HttpOutcome ServiceChannel::send_with(const Credentials& credentials,
                                      const std::function<HttpRequest()>& make) {
    return client_.send([&] {
        HttpRequest request = make();
        request.origin = endpoint_;
        signer_.sign(request, credentials, hex(sha256(request.body)));
        return request;
    });
}

bool ServiceChannel::rehearse(const ServiceCall& call, const QueryParameters& parameters) {
    if (rehearsal_ == nullptr) return false;
    rehearsal_->take({fmt::format("{}:{}", permission_prefix(address_), call.action), call.resource,
                      parameters});
    return true;
}

Credentials ServiceChannel::credentials(const ServiceCall& call) {
    if (auto found = access_->credentials().find()) return *std::move(found);
    throw Error(ErrorCode::access_denied,
                {call.purpose, endpoint_, "there are no AWS credentials",
                 "configure some: environment, profile or role (docs/s3.md has where)"});
}

}  // namespace sparkify
