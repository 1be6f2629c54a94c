#pragma once

#include <functional>
#include <memory>
#include <string>

#include "aws/aws_access.h"
#include "aws/rehearsal.h"
#include "aws/service_failure.h"
#include "aws/signer.h"

namespace sparkify {

/// How a service is known and found.
struct ServiceAddress {
    AwsService service = AwsService::sts;
    std::string name;              ///< as signatures and permissions have it: "redshift-serverless"
    std::string region;            ///< that requests are signed for
    std::string host;              ///< empty: NAME.REGION.DOMAIN
    std::string permissions = {};  ///< how those begin, if not by the name
};

/// The way to one service: where it is, signatures, repetitions, and what its refusals mean.
/// Thread-safe, but for a rehearsal.
class ServiceChannel {
  public:
    /// With a rehearsal, calls that change something are told to it instead of being sent. It has
    /// to outlive this.
    ServiceChannel(std::shared_ptr<AwsAccess> access, ServiceAddress address,
                   Rehearsal* rehearsal = nullptr);

    [[nodiscard]] const std::string& endpoint() const noexcept { return endpoint_; }

    /// Signs and sends what `make` makes, and gives the body of the answer. Throws ServiceFailure
    /// for a refusal, Error(unreachable) where there is no answer, and Error(access_denied) without
    /// credentials.
    [[nodiscard]] std::string send(const ServiceCall& call,
                                   const std::function<HttpRequest()>& make);

    /// Whether the call was only rehearsed.
    [[nodiscard]] bool rehearse(const ServiceCall& call, const QueryParameters& parameters);

  private:
    [[nodiscard]] HttpOutcome send_with(const Credentials& credentials,
                                        const std::function<HttpRequest()>& make);
    [[nodiscard]] Credentials credentials(const ServiceCall& call);

    std::shared_ptr<AwsAccess> access_;
    ServiceAddress address_;
    Rehearsal* rehearsal_;
    std::string endpoint_;
    Signer signer_;
    RetryingClient client_;
};

}  // namespace sparkify
