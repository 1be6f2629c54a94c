#pragma once

#include <cstdint>
#include <string>

#include "aws/http_outcome.h"

namespace sparkify {

/// What a service says of a request that it did not fulfil.
struct ServiceError {
    std::string code;        ///< "AccessDenied"; empty if the answer names none
    std::string message;     ///< the service's words
    std::string request_id;  ///< what AWS's support asks for
    std::string region;      ///< where the bucket is, if S3 says so

    /// "AccessDenied: Access Denied (request 4442587FB7D0A2F9)", as far as it is known; else the
    /// status.
    std::string text;
};

/// Reads the answer: S3's XML, that of the query protocol or of EC2, JSON, or only headers.
[[nodiscard]] ServiceError service_error_in(const HttpResponse& response);

/// Whether it says that the credentials were good once, and are not any more.
[[nodiscard]] bool has_expired(const ServiceError& error);

/// What to do about a request that failed.
enum class Remedy : std::uint8_t {
    none,        ///< it will fail again
    retry,       ///< the service or the network failed: again, after a while
    throttling,  ///< too many requests: fewer, and again after a while
};

/// Throws Error(interrupted) if we ended it ourselves, since we were asked to stop.
void throw_if_stopped(const HttpOutcome& outcome);

/// Why it failed, in the words of the service or of libcurl.
[[nodiscard]] std::string reason_of(const HttpOutcome& outcome);

/// How many attempts a failure is worth, of `most`: a name that means nothing and a port that
/// nobody listens at rarely mend themselves.
[[nodiscard]] unsigned attempts_worth_making(const HttpOutcome& outcome, unsigned most);

/// By the rules of botocore's standard retry mode.
[[nodiscard]] Remedy remedy_for(const HttpOutcome& outcome);

}  // namespace sparkify
