#include "aws/redshift_client.h"

#include <optional>
#include <pugixml.hpp>
#include <utility>

#include <fmt/format.h>

#include "aws/digest.h"
#include "aws/endpoint.h"
#include "aws/query_request.h"
#include "aws/signer.h"
#include "base/error.h"

namespace sparkify {
namespace {

constexpr const char* kVersion = "2012-12-01";
/// As long as may be: a run that loses its connection logs in again.
constexpr const char* kSeconds = "3600";
constexpr const char* kWhat = "cannot get a temporary password for the cluster";
constexpr const char* kOtherwise =
    "or set a password: [CLUSTER] DB_PASSWORD, PGPASSWORD or ~/.pgpass";

TemporaryLogin login_in(const std::string& body, const std::string& place) {
    pugi::xml_document document;
    document.load_buffer(body.data(), body.size());
    const pugi::xml_node node = document.select_node("//GetClusterCredentialsWithIAMResult").node();
    TemporaryLogin login{node.child_value("DbUser"), Secret(node.child_value("DbPassword"))};
    if (login.user.empty() || login.password.empty())
        throw Error(ErrorCode::unreachable, {kWhat, place, "the answer has no login in it",
                                             "check AWS_ENDPOINT_URL_REDSHIFT"});
    return login;
}

}  // namespace

RedshiftClient::RedshiftClient(std::shared_ptr<AwsAccess> access, std::string region)
    : access_(std::move(access)),
      region_(std::move(region)),
      endpoint_(access_->settings().redshift_endpoint),
      client_(access_->http(), access_->max_attempts(), access_->stop(), access_->log()) {
    if (region_.empty()) region_ = access_->settings().region;
    if (region_.empty()) region_ = kDefaultRegion;
    if (endpoint_.empty())
        endpoint_ = fmt::format("https://redshift.{}.{}", region_, domain_of(region_));
    else
        endpoint_ = checked_endpoint(endpoint_, access_->settings().redshift_endpoint_source);
}

TemporaryLogin RedshiftClient::temporary_login(const std::string& cluster,
                                               const std::string& database) {
    QueryParameters parameters{{"Action", "GetClusterCredentialsWithIAM"},
                               {"Version", kVersion},
                               {"ClusterIdentifier", cluster},
                               {"DurationSeconds", kSeconds}};
    if (!database.empty()) parameters.emplace_back("DbName", database);
    const HttpOutcome outcome = send(parameters);
    const std::string place = fmt::format("cluster {} in {}", cluster, region_);
    throw_if_stopped(outcome);
    if (outcome.failure)
        throw Error(ErrorCode::unreachable, {kWhat, place, outcome.failure->reason,
                                             fmt::format("check the network, {}", kOtherwise)});
    if (outcome.response.ok()) return login_in(outcome.response.body, place);
    const ServiceError error = service_error_in(outcome.response);
    if (error.code.starts_with("ClusterNotFound"))
        throw Error(
            ErrorCode::unreachable,
            {kWhat, place, error.text,
             fmt::format("set [DWH] DWH_CLUSTER_IDENTIFIER and the region, {}", kOtherwise)});
    throw Error(ErrorCode::access_denied,
                {kWhat, place, error.text,
                 fmt::format("allow redshift:GetClusterCredentialsWithIAM on the database, {}",
                             kOtherwise)});
}

HttpOutcome RedshiftClient::send(const QueryParameters& parameters) {
    const auto credentials = access_->credentials().find();
    if (!credentials)
        throw Error(ErrorCode::access_denied,
                    {kWhat, endpoint_, "there are no AWS credentials",
                     fmt::format("configure some (docs/s3.md has where), {}", kOtherwise)});
    const Signer signer(region_, "redshift", PathRule::normalised, access_->clock());
    return client_.send([&] {
        HttpRequest request = query_request(endpoint_, parameters);
        signer.sign(request, *credentials, hex(sha256(request.body)));
        return request;
    });
}

}  // namespace sparkify
