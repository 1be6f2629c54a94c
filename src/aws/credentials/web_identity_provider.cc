#include "aws/credentials/web_identity_provider.h"

#include <utility>

#include "aws/credentials/token_file.h"
#include "base/error.h"

namespace sparkify {

WebIdentityProvider::WebIdentityProvider(Environment environment, const StsClient& sts)
    : environment_(std::move(environment)), sts_(&sts) {}

ProviderAnswer WebIdentityProvider::load() {
    const auto file = environment_("AWS_WEB_IDENTITY_TOKEN_FILE");
    if (!file) return NotHere{"AWS_WEB_IDENTITY_TOKEN_FILE is not set"};
    const auto role = environment_("AWS_ROLE_ARN");
    if (!role)
        throw Error(ErrorCode::configuration,
                    {"AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not", "", "",
                     "set AWS_ROLE_ARN to the role that the token is for"});
    return sts_->assume_role_with_web_identity(
        {*role, environment_("AWS_ROLE_SESSION_NAME").value_or("sparkify")},
        Secret(token_in_file(*file, "AWS_WEB_IDENTITY_TOKEN_FILE")));
}

}  // namespace sparkify
