#include "aws/service_failure.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace sparkify {
namespace {

constexpr std::array<std::string_view, 5> kDenied{
    "AccessDenied", "UnauthorizedOperation", "Unauthorized", "AuthorizationError", "NotAuthorized"};
constexpr std::array<std::string_view, 8> kUnknownKeys{
    "InvalidClientTokenId",  "UnrecognizedClient",        "AuthFailure",
    "SignatureDoesNotMatch", "InvalidSignature",          "IncompleteSignature",
    "InvalidAccessKeyId",    "MissingAuthenticationToken"};

std::string_view without_suffix(std::string_view code) {
    for (const std::string_view suffix : {"Fault", "Exception"})
        if (code.ends_with(suffix)) code.remove_suffix(suffix.size());
    return code;
}

bool is_one_of(std::string_view code, const auto& codes) {
    return std::ranges::find(codes, without_suffix(code)) != codes.end();
}

bool is_quota(std::string_view code) {
    return code != "RequestLimitExceeded" &&
           (code.find("QuotaExceeded") != std::string_view::npos ||
            code.find("LimitExceeded") != std::string_view::npos || code == "TooManyBuckets");
}

/// What stands between two texts of a message; empty if they do not both stand there.
std::string between(const std::string& text, std::string_view before, std::string_view after) {
    const std::size_t found = text.find(before);
    if (found == std::string::npos) return "";
    const std::size_t begin = found + before.size();
    return text.substr(begin, text.find_first_of(after, begin) - begin);
}

/// "allow redshift:CreateCluster on arn:...": as the service says it, for it may need more than the
/// call's own permission (iam:PassRole), or as the call has it.
std::string permission_to_give(std::string_view service, const ServiceCall& call,
                               const std::string& message) {
    std::string action = between(message, "authorized to perform: ", " ,");
    std::string resource = between(message, "on resource: ", " ,");
    if (action.find(':') == std::string::npos) {
        action = fmt::format("{}:{}", service, call.action);
        resource = call.resource;
    }
    std::erase(resource, '"');  // which S3 writes around it
    if (resource.empty()) resource = call.resource;
    return fmt::format("allow {} on {}", action, resource);
}

}  // namespace

ServiceFailure::ServiceFailure(ErrorCode code, Message message, std::string action,
                               ServiceError error)
    : Error(code, std::move(message)), action_(std::move(action)), error_(std::move(error)) {}

bool ServiceFailure::has_code(std::string_view code) const {
    return without_suffix(error_.code) == without_suffix(code);
}

ServiceFailure service_failure(std::string_view service, const ServiceCall& call,
                               const ServiceError& error, const std::string& credentials) {
    const std::string place = fmt::format("{}:{} on {}", service, call.action, call.resource);
    const auto failure = [&](ErrorCode code, std::string what, std::string next_step) {
        return ServiceFailure(code, {std::move(what), place, error.text, std::move(next_step)},
                              call.action, error);
    };
    if (has_expired(error))
        return failure(ErrorCode::access_denied, "the AWS credentials have expired",
                       fmt::format("renew those of {}, and run it again", credentials));
    if (is_one_of(error.code, kUnknownKeys))
        return failure(
            ErrorCode::access_denied, "AWS does not accept the credentials",
            fmt::format("check those of {}, and the clock of this machine", credentials));
    // Some services say so under the name of another fault.
    const bool denied = is_one_of(error.code, kDenied) ||
                        error.message.find("not authorized to perform: ") != std::string::npos;
    if (denied)
        return failure(ErrorCode::access_denied, call.purpose,
                       permission_to_give(service, call, error.message));
    if (is_quota(error.code))
        return failure(ErrorCode::failed, call.purpose,
                       "delete what is not needed any more, or ask AWS for more (Service Quotas)");
    return failure(ErrorCode::failed, call.purpose, "");
}

}  // namespace sparkify
