#include "aws/credentials/instance_provider.h"

#include <utility>

#include "aws/credentials/json_credentials.h"
#include "aws/service_error.h"
#include "base/error.h"
#include "base/letter_case.h"

namespace sparkify {
namespace {

constexpr const char* kEndpoint = "http://169.254.169.254";
constexpr const char* kRoles = "/latest/meta-data/iam/security-credentials/";

}  // namespace

InstanceProvider::InstanceProvider(Environment environment, HttpClient& client)
    : environment_(std::move(environment)), client_(&client) {}

ProviderAnswer InstanceProvider::load() {
    if (equal_without_case(environment_("AWS_EC2_METADATA_DISABLED").value_or(""), "true"))
        return NotHere{"the instance's metadata is left out (AWS_EC2_METADATA_DISABLED)"};
    const HttpOutcome token =
        ask("PUT", "/latest/api/token", {"X-aws-ec2-metadata-token-ttl-seconds", "21600"});
    if (!token.ok())
        return NotHere{"this is no EC2 instance, or its metadata is off: " + reason_of(token)};
    const HttpHeader proof{"X-aws-ec2-metadata-token", token.response.body};
    const HttpOutcome roles = ask("GET", kRoles, proof);
    const std::string role = roles.response.body.substr(0, roles.response.body.find('\n'));
    if (!roles.ok() || role.empty()) return NotHere{"the EC2 instance has no role"};
    const HttpOutcome credentials = ask("GET", kRoles + role, proof);
    if (!credentials.ok())
        throw Error(ErrorCode::unreachable, {"the instance's credentials cannot be had", role,
                                             reason_of(credentials), "check the instance's role"});
    return credentials_in_json(credentials.response.body, "the EC2 instance's role " + role);
}

HttpOutcome InstanceProvider::ask(const char* method, const std::string& path,
                                  HttpHeader header) const {
    HttpRequest request;
    request.method = method;
    request.origin = environment_("AWS_EC2_METADATA_SERVICE_ENDPOINT").value_or(kEndpoint);
    while (request.origin.ends_with('/'))
        request.origin.pop_back();
    request.path = path;
    request.headers.push_back(std::move(header));
    HttpOutcome outcome = client_->send(request);
    throw_if_stopped(outcome);
    return outcome;
}

}  // namespace sparkify
