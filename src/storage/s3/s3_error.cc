#include "storage/s3/s3_error.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "aws/amz_date.h"
#include "aws/endpoint.h"
#include "aws/service_error.h"

namespace sparkify {
namespace {

constexpr std::array<std::string_view, 4> kUnknownKeyCodes{
    "InvalidAccessKeyId", "InvalidToken", "SignatureDoesNotMatch", "InvalidClientTokenId"};
constexpr std::array<std::string_view, 2> kSkewCodes{"RequestTimeTooSkewed", "RequestInTheFuture"};

bool is_one_of(std::string_view code, const auto& codes) {
    return std::ranges::find(codes, code) != codes.end();
}

/// "17 minutes", "3 hours"
std::string rough_time(std::chrono::seconds time) {
    using std::chrono::hours;
    using std::chrono::minutes;
    if (time < minutes(2)) return fmt::format("{} seconds", time.count());
    if (time < hours(2))
        return fmt::format("{} minutes", std::chrono::round<minutes>(time).count());
    return fmt::format("{} hours", std::chrono::round<hours>(time).count());
}

/// Puts what is known of one failed attempt into an Error.
class Explanation {
  public:
    Explanation(const S3Attempt& attempt, const S3Request& request, const HttpOutcome& outcome,
                AwsAccess& access)
        : attempt_(attempt),
          request_(request),
          outcome_(outcome),
          access_(access),
          service_(service_error_in(outcome.response)) {}

    Error error() {
        if (outcome_.failure) return of_transport(*outcome_.failure);
        const int status = outcome_.response.status;
        const std::string& code = service_.code;
        if (is_one_of(code, kSkewCodes)) return of_clock();
        if (has_expired(service_)) return of_expired_token();
        if (is_one_of(code, kUnknownKeyCodes)) return of_unknown_key();
        if (code == "NoSuchBucket" || (status == 404 && attempt_.place.key.empty()))
            return make(ErrorCode::unreachable, "there is no such bucket: check its name");
        if (code == "InvalidObjectState")
            return make(ErrorCode::unreachable,
                        "the object is archived: restore it, or leave it out of the prefix");
        if (status == 404)
            return make(ErrorCode::unreachable,
                        "there is no such object: check its name; if it was deleted meanwhile, run "
                        "it again");
        if (status == 403 || status == 401) return of_permission();
        if (status == 412)
            return make(ErrorCode::failed,
                        "the object was replaced while it was read: run it again");
        if (status == 416)
            return make(ErrorCode::failed,
                        "the object is shorter than it was when it was listed: run it again");
        if (!service_.region.empty() && status >= 300 && status < 500)
            return make(
                ErrorCode::unreachable,
                fmt::format("the bucket is in another region: use --region {}", service_.region));
        return make(ErrorCode::unreachable, "run it again later");
    }

  private:
    [[nodiscard]] Error make(ErrorCode code, std::string next_step) const {
        std::string reason = outcome_.failure ? outcome_.failure->reason : service_.text;
        if (attempt_.attempts > 1) reason += fmt::format(", after {} attempts", attempt_.attempts);
        return {code,
                {attempt_.what, attempt_.place.url(), std::move(reason), std::move(next_step)}};
    }

    [[nodiscard]] Error of_transport(const TransportFailure& failure) const {
        const std::string host = request_.http.host();
        switch (failure.trouble) {
            case TransportTrouble::stopped:
                return {ErrorCode::interrupted, {"interrupted", "", "", ""}};
            case TransportTrouble::resolving:
                return make(ErrorCode::unreachable,
                            fmt::format("nothing is called {}: check the network, --region and "
                                        "--endpoint-url",
                                        host));
            case TransportTrouble::connecting:
                return make(ErrorCode::unreachable,
                            fmt::format("nobody answers at {}: check the network, a proxy and "
                                        "--endpoint-url",
                                        host));
            case TransportTrouble::tls:
                return make(ErrorCode::unreachable,
                            fmt::format("{} does not prove who it is: if a proxy or server of your "
                                        "own has its own authority, name its certificates in "
                                        "AWS_CA_BUNDLE",
                                        host));
            default:
                if (failure.reason.find("wrong version number") != std::string::npos)
                    return make(
                        ErrorCode::unreachable,
                        fmt::format("{} does not speak TLS: write http:// if that is meant", host));
                return make(ErrorCode::unreachable, "check the network, and run it again");
        }
    }

    [[nodiscard]] Error of_clock() const {
        const auto theirs = parse_http_date(outcome_.response.header("date"));
        if (!theirs) return make(ErrorCode::unreachable, "set the clock of this machine");
        const auto ours = std::chrono::floor<std::chrono::seconds>(access_.clock()());
        const auto ahead = std::chrono::duration_cast<std::chrono::seconds>(ours - *theirs);
        return make(ErrorCode::unreachable,
                    fmt::format("the clock of this machine is {} {} that of S3: set it",
                                rough_time(std::chrono::abs(ahead)),
                                ahead.count() > 0 ? "ahead of" : "behind"));
    }

    [[nodiscard]] Error of_expired_token() const {
        return make(ErrorCode::access_denied,
                    fmt::format("the credentials of {} have ended: get new ones", signer()));
    }

    [[nodiscard]] Error of_unknown_key() const {
        return make(ErrorCode::access_denied,
                    fmt::format("the credentials of {} are not accepted: check them, and the "
                                "region",
                                signer()));
    }

    [[nodiscard]] std::string signer() const {
        return request_.credentials ? request_.credentials->origin : "nobody";
    }

    /// The action that the answer names, kms:Decrypt for example, or the one that was asked for.
    [[nodiscard]] std::string missing_permission() const {
        constexpr std::string_view kMark = "not authorized to perform: ";
        if (const std::size_t mark = service_.message.find(kMark); mark != std::string::npos) {
            const std::string named = service_.message.substr(mark + kMark.size());
            std::string action = named.substr(0, named.find_first_of(" ,."));
            if (action != attempt_.permission) return action;
        }
        S3Location resource = attempt_.place;
        if (attempt_.permission == "s3:ListBucket") resource.key.clear();
        return fmt::format("{} on {}", attempt_.permission,
                           resource.arn(partition_of(request_.region)));
    }

    [[nodiscard]] Error of_permission() const {
        if (request_.credentials)
            return make(ErrorCode::access_denied,
                        fmt::format("allow {} for the credentials of {}", missing_permission(),
                                    request_.credentials->origin));
        if (!access_.settings().sign)
            return make(ErrorCode::access_denied,
                        "the bucket is not public: leave --no-sign-request out");
        return make(
            ErrorCode::access_denied,
            fmt::format("there are no credentials, so it was asked as the public. Tried: {}",
                        fmt::join(access_.credentials().tried(), "; ")));
    }

    const S3Attempt& attempt_;
    const S3Request& request_;
    const HttpOutcome& outcome_;
    AwsAccess& access_;
    ServiceError service_;
};

}  // namespace

Error s3_error(const S3Attempt& attempt, const S3Request& request, const HttpOutcome& outcome,
               AwsAccess& access) {
    return Explanation(attempt, request, outcome, access).error();
}

}  // namespace sparkify
