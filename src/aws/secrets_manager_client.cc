#include "aws/secrets_manager_client.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace sparkify {

SecretsManagerClient::SecretsManagerClient(std::shared_ptr<AwsAccess> access,
                                           const std::string& region)
    : service_(std::move(access),
               {.service = AwsService::secrets_manager,
                .name = "secretsmanager",
                .region = region,
                .host = ""},
               "secretsmanager") {}

TemporaryLogin SecretsManagerClient::login_in(const std::string& secret_arn) {
    const ServiceCall call{"GetSecretValue", "cannot read the cluster's password", secret_arn};
    const auto answer = service_.ask(call, {{"SecretId", secret_arn}});
    const auto secret = JsonService::Document::parse(answer.value("SecretString", ""), nullptr,
                                                     /*allow_exceptions=*/false);
    if (!secret.is_object() || !secret.contains("username") || !secret.contains("password"))
        throw Error(ErrorCode::unreachable,
                    {call.purpose, secret_arn, "the secret is no login of Redshift's",
                     "set [CLUSTER] DB_PASSWORD, or PGPASSWORD"});
    return {secret.value("username", ""), Secret(secret.value("password", ""))};
}

bool SecretsManagerClient::is_there(const std::string& secret_arn) {
    const ServiceCall call{"DescribeSecret", "cannot look for the secret", secret_arn};
    try {
        return !service_.ask(call, {{"SecretId", secret_arn}}).contains("DeletedDate");
    } catch (const ServiceFailure& failure) {
        if (failure.has_code("ResourceNotFoundException")) return false;
        throw;
    }
}

}  // namespace sparkify
