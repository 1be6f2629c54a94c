#include "warehouse/redshift/copy_error.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace sparkify {
namespace {

/// What a case looks like in the cluster's words, and what it is for users.
struct Case {
    std::string_view mark;
    ErrorCode code;
    const char* what;
    const char* next_step;
    Retry retry = Retry::none;
    const char* hint = "";  ///< behind the next step
};

constexpr const char* kTrust =
    "attach the role to the cluster, and trust redshift.amazonaws.com in it (Serverless: "
    "redshift-serverless.amazonaws.com, too)";

constexpr const char* kInAMinute = "; if that was done a moment ago, run it again in a minute";

// The first that fits counts.
constexpr std::array kCases{
    Case{"ot authorized to get credentials of role", ErrorCode::access_denied,
         "the cluster may not take on the role", kTrust, Retry::not_yet},
    Case{"not authorized to assume IAM Role", ErrorCode::access_denied,
         "the cluster may not take on the role", kTrust, Retry::none, kInAMinute},
    Case{"efault IAM role", ErrorCode::configuration, "the cluster has no default role",
         "make a role its default, or name one: [IAM_ROLE] ARN in dwh.cfg, or --iam-role"},
    Case{"PermanentRedirect", ErrorCode::unreachable, "the bucket is in another region",
         "name a bucket in the region of the data as [S3] STAGING, or use --compact always"},
    Case{"must be addressed using the specified endpoint", ErrorCode::unreachable,
         "the bucket is in another region",
         "name a bucket in the region of the data as [S3] STAGING, or use --compact always"},
    Case{"AccessDenied", ErrorCode::access_denied, "the cluster may not read an object",
         "allow s3:GetObject and s3:ListBucket to the cluster's role, for the data and for [S3] "
         "STAGING"},
    // What COPY says of a manifest that it may not read.
    Case{"requires full path of an", ErrorCode::access_denied,
         "the cluster may not read the manifest",
         "allow s3:GetObject on [S3] STAGING to the cluster's role"},
    Case{"NoSuchBucket", ErrorCode::unreachable, "the cluster finds no such bucket",
         "check the bucket's name"},
    Case{"Mandatory url is not present", ErrorCode::failed,
         "an object went before the cluster had read it", "run it again"},
    Case{"NoSuchKey", ErrorCode::failed, "an object went before the cluster had read it",
         "run it again"},
};

/// The value of a line of the block in which the cluster gives details: "  error:  no such key".
std::string_view detail(std::string_view text, std::string_view name) {
    const std::size_t begin = text.find(name);
    if (begin == std::string_view::npos) return "";
    std::string_view line = text.substr(begin + name.size());
    line = line.substr(0, line.find('\n'));
    const std::size_t first = line.find_first_not_of(' ');
    return first == std::string_view::npos ? "" : line.substr(first);
}

std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

}  // namespace

StatementError copy_error_of(const StatementError& error, const std::string& role) {
    const std::string& text = error.message().reason;
    const std::string_view told = detail(text, "  error:  ");
    const std::string_view context = detail(text, "  context:");
    std::string reason(told.empty() ? first_line(text) : told);
    if (!context.empty()) reason += fmt::format(" ({})", context);
    const auto* it = std::ranges::find_if(kCases, [&](const Case& candidate) {
        return text.find(candidate.mark) != std::string::npos;
    });
    if (it == kCases.end())
        return {error.code(),
                {"the cluster could not load the objects", error.message().place, reason,
                 error.message().next_step},
                error.cause()};
    if (it->code == ErrorCode::access_denied)
        reason += fmt::format("; the role is {}", role.empty() ? "the cluster's default" : role);
    StatementError::Cause cause = error.cause();
    cause.retry = it->retry;
    return {it->code,
            {it->what, error.message().place, reason, fmt::format("{}{}", it->next_step, it->hint)},
            std::move(cause)};
}

}  // namespace sparkify
