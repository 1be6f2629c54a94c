#include "aws/service_error.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"

namespace sparkify {
namespace {

constexpr std::array<std::string_view, 14> kThrottlingCodes{
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottled",
    "RequestThrottledException",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "SlowDown",
    "EC2ThrottledException",
    "PriorRequestNotComplete",
    "DependentServiceRequestThrottlingFault",
};
constexpr std::array<std::string_view, 4> kTransientCodes{
    "RequestTimeout",
    "RequestTimeoutException",
    "InternalError",
    "ServiceUnavailable",
};

constexpr std::array<std::string_view, 4> kExpiredCodes{
    "ExpiredToken",
    "ExpiredTokenException",
    "TokenRefreshRequired",
    "RequestExpired",
};

void read_xml(const std::string& body, ServiceError& error) {
    pugi::xml_document document;
    if (!document.load_buffer(body.data(), body.size())) return;
    const pugi::xml_node root = document.first_child();
    pugi::xml_node node = root;                                  // S3: <Error>
    if (const auto nested = root.child("Error")) node = nested;  // <ErrorResponse><Error>
    if (const auto list = root.child("Errors")) node = list.child("Error");  // EC2
    error.code = node.child_value("Code");
    error.message = node.child_value("Message");
    error.region = node.child_value("Region");
    for (const char* name : {"RequestId", "RequestID"})
        for (const pugi::xml_node place : {node, root})
            if (error.request_id.empty()) error.request_id = place.child_value(name);
}

void read_json(const std::string& body, ServiceError& error) {
    const auto json = nlohmann::json::parse(body, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) return;
    const auto text = [&](const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_string() ? found->get<std::string>() : "";
    };
    error.code = text("__type");
    error.code.erase(0, error.code.rfind('#') + 1);
    if (error.code.empty()) error.code = text("code");
    error.message = text("message");
    if (error.message.empty()) error.message = text("Message");
}

bool is_one_of(std::string_view code, const auto& codes) {
    return std::ranges::find(codes, code) != codes.end();
}

}  // namespace

ServiceError service_error_in(const HttpResponse& response) {
    ServiceError error;
    const std::size_t begin = response.body.find_first_not_of(" \t\r\n");
    if (begin != std::string::npos && response.body[begin] == '<') read_xml(response.body, error);
    if (begin != std::string::npos && response.body[begin] == '{') read_json(response.body, error);
    if (error.region.empty()) error.region = response.header("x-amz-bucket-region");
    for (const char* name : {"x-amz-request-id", "x-amzn-RequestId"})
        if (error.request_id.empty()) error.request_id = response.header(name);
    error.text = error.code.empty() ? fmt::format("HTTP status {}", response.status) : error.code;
    if (!error.message.empty()) error.text += ": " + error.message;
    if (!error.request_id.empty()) error.text += fmt::format(" (request {})", error.request_id);
    return error;
}

void throw_if_stopped(const HttpOutcome& outcome) {
    if (outcome.failure && outcome.failure->trouble == TransportTrouble::stopped)
        throw Error(ErrorCode::interrupted, {"interrupted", "", "", ""});
}

std::string reason_of(const HttpOutcome& outcome) {
    return outcome.failure ? outcome.failure->reason : service_error_in(outcome.response).text;
}

unsigned attempts_worth_making(const HttpOutcome& outcome, unsigned most) {
    constexpr unsigned kToConnect = 3;
    if (!outcome.failure) return most;
    const TransportTrouble trouble = outcome.failure->trouble;
    const bool at_connecting =
        trouble == TransportTrouble::resolving || trouble == TransportTrouble::connecting;
    return at_connecting ? std::min(most, kToConnect) : most;
}

bool has_expired(const ServiceError& error) {
    return is_one_of(error.code, kExpiredCodes);
}

Remedy remedy_for(const HttpOutcome& outcome) {
    if (outcome.failure) {
        switch (outcome.failure->trouble) {
            case TransportTrouble::stopped:
            case TransportTrouble::tls:
                return Remedy::none;
            default:
                return Remedy::retry;
        }
    }
    const HttpResponse& response = outcome.response;
    if (response.ok()) return Remedy::none;
    const std::string code = service_error_in(response).code;
    if (is_one_of(code, kThrottlingCodes) || response.status == 429) return Remedy::throttling;
    if (response.status == 503 && code.empty()) return Remedy::throttling;
    if (is_one_of(code, kTransientCodes)) return Remedy::retry;
    if (response.status == 500 || (response.status >= 502 && response.status <= 504))
        return Remedy::retry;
    return Remedy::none;
}

}  // namespace sparkify
