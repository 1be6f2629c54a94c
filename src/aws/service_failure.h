#pragma once

#include <string_view>

#include "aws/service_call.h"
#include "aws/service_error.h"
#include "base/error.h"

namespace sparkify {

/// A call that a service refused, in the words of the program, with what the service said.
class ServiceFailure : public Error {
  public:
    ServiceFailure(ErrorCode code, Message message, ServiceError error);

    /// Whether this is the service's code. What services append to some of their codes, "Fault" and
    /// "Exception", does not matter: botocore's models and answers on the wire differ in it.
    [[nodiscard]] bool has_code(std::string_view code) const;

    [[nodiscard]] const ServiceError& service_error() const noexcept { return error_; }

  private:
    ServiceError error_;
};

/// Puts a refusal into words: which permission is missing on what, which credentials have ended,
/// which quota is reached, or what else the service says. `service`: as permissions begin
/// ("redshift"); `credentials`: whose they are.
[[nodiscard]] ServiceFailure service_failure(std::string_view service, const ServiceCall& call,
                                             const ServiceError& error,
                                             const std::string& credentials);

}  // namespace sparkify
