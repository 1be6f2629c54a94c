#include "aws/sts_client.h"

#include <pugixml.hpp>
#include <utility>

#include <fmt/format.h>

#include "aws/amz_date.h"
#include "aws/endpoint.h"
#include "aws/query_request.h"
#include "aws/signer.h"
#include "base/error.h"

namespace sparkify {
namespace {

QueryParameters parameters_of(const char* action, const StsClient::Role& role) {
    QueryParameters parameters{{"Action", action},
                               {"Version", "2011-06-15"},
                               {"RoleArn", role.arn},
                               {"RoleSessionName", role.session_name}};
    if (!role.external_id.empty()) parameters.emplace_back("ExternalId", role.external_id);
    if (!role.duration_seconds.empty())
        parameters.emplace_back("DurationSeconds", role.duration_seconds);
    return parameters;
}

Credentials credentials_in(const HttpOutcome& outcome, const char* action,
                           const std::string& role_arn, const std::string& endpoint) {
    throw_if_stopped(outcome);
    const std::string place = fmt::format("{}, asked at {}", role_arn, endpoint);
    const std::string what = fmt::format("cannot assume the role ({})", action);
    if (outcome.failure)
        throw Error(ErrorCode::unreachable, {what, place, outcome.failure->reason,
                                             "check the network and AWS_ENDPOINT_URL_STS"});
    constexpr int kNotFound = 404;
    if (outcome.response.status == kNotFound)
        throw Error(ErrorCode::unreachable, {what, place, "what answers is no STS",
                                             "check AWS_ENDPOINT_URL_STS and AWS_ENDPOINT_URL"});
    if (!outcome.response.ok())
        throw Error(ErrorCode::access_denied,
                    {what, place, service_error_in(outcome.response).text,
                     fmt::format("allow sts:{} on the role, and trust the caller in it", action)});
    pugi::xml_document document;
    document.load_buffer(outcome.response.body.data(), outcome.response.body.size());
    const pugi::xml_node node = document.select_node("//Credentials").node();
    Credentials credentials{
        node.child_value("AccessKeyId"), Secret(node.child_value("SecretAccessKey")),
        Secret(node.child_value("SessionToken")), parse_iso_time(node.child_value("Expiration")),
        fmt::format("the role {}", role_arn)};
    if (credentials.access_key_id.empty() || credentials.secret_access_key.empty())
        throw Error(ErrorCode::unreachable,
                    {what, place, "the answer has no credentials", "check AWS_ENDPOINT_URL_STS"});
    return credentials;
}

}  // namespace

StsClient::StsClient(RetryingClient& client, std::string region, std::string endpoint, Clock clock)
    : client_(&client),
      region_(region.empty() ? kDefaultRegion : std::move(region)),
      endpoint_(std::move(endpoint)),
      clock_(std::move(clock)) {
    if (endpoint_.empty())
        endpoint_ = fmt::format("https://sts.{}.{}", region_, domain_of(region_));
}

Credentials StsClient::assume_role(const Role& role, const Credentials& source) const {
    const Signer signer(region_, "sts", PathRule::normalised, clock_);
    const HttpOutcome outcome = client_->send([&] {
        HttpRequest request = query_request(endpoint_, parameters_of("AssumeRole", role));
        signer.sign(request, source, hex(sha256(request.body)));
        return request;
    });
    return credentials_in(outcome, "AssumeRole", role.arn, endpoint_);
}

Credentials StsClient::assume_role_with_web_identity(const Role& role, const Secret& token) const {
    const HttpOutcome outcome = client_->send([&] {
        QueryParameters parameters = parameters_of("AssumeRoleWithWebIdentity", role);
        parameters.emplace_back("WebIdentityToken", token.reveal());
        return query_request(endpoint_, parameters);
    });
    return credentials_in(outcome, "AssumeRoleWithWebIdentity", role.arn, endpoint_);
}

}  // namespace sparkify
