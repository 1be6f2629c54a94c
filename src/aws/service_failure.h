#pragma once

#include <string>
#include <string_view>

#include "aws/service_call.h"
#include "aws/service_error.h"
#include "base/error.h"

namespace sparkify {

/// A call that a service refused, in the words of the program, with what the service said.
class ServiceFailure : public Error {
  public:
    ServiceFailure(ErrorCode code, Message message, std::string action, ServiceError error);

    /// Of the call: "CreateCluster".
    [[nodiscard]] const std::string& action() const noexcept { return action_; }

    /// Whether this is the service's code. What services append to some of their codes, "Fault" and
    /// "Exception", does not matter: botocore's models and answers on the wire differ in it.
    [[nodiscard]] bool has_code(std::string_view code) const;

    [[nodiscard]] const ServiceError& service_error() const noexcept { return error_; }

  private:
    std::string action_;
    ServiceError error_;
};

/// Puts a refusal into words: which permission is missing on what, which credentials have ended,
/// which quota is reached, or what else the service says. `service`: as permissions begin
/// ("redshift"); `credentials`: whose they are.
[[nodiscard]] ServiceFailure service_failure(std::string_view service, const ServiceCall& call,
                                             const ServiceError& error,
                                             const std::string& credentials);

}  // namespace sparkify
