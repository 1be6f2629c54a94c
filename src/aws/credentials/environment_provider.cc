#include "aws/credentials/environment_provider.h"

#include <utility>

#include "base/error.h"

namespace sparkify {

EnvironmentProvider::EnvironmentProvider(Environment environment)
    : environment_(std::move(environment)) {}

ProviderAnswer EnvironmentProvider::load() {
    const auto key = environment_("AWS_ACCESS_KEY_ID");
    const auto secret = environment_("AWS_SECRET_ACCESS_KEY");
    if (!key && !secret) return NotHere{"AWS_ACCESS_KEY_ID is not set"};
    if (!key || !secret)
        throw Error(ErrorCode::configuration,
                    {"the environment has half of the credentials", "",
                     key ? "AWS_SECRET_ACCESS_KEY is not set" : "AWS_ACCESS_KEY_ID is not set",
                     "set both, or neither"});
    return Credentials{*key, Secret(*secret),
                       Secret(environment_("AWS_SESSION_TOKEN").value_or("")), std::nullopt,
                       "the environment (AWS_ACCESS_KEY_ID)"};
}

}  // namespace sparkify
