#include "config/aws_settings.h"

#include <array>
#include <utility>

#include "config/setting_lookup.h"

namespace sparkify {
namespace {

constexpr std::array kEndpointVariables{
    std::pair{AwsService::sts, "AWS_ENDPOINT_URL_STS"},
    std::pair{AwsService::iam, "AWS_ENDPOINT_URL_IAM"},
    std::pair{AwsService::ec2, "AWS_ENDPOINT_URL_EC2"},
    std::pair{AwsService::redshift, "AWS_ENDPOINT_URL_REDSHIFT"},
    std::pair{AwsService::redshift_serverless, "AWS_ENDPOINT_URL_REDSHIFT_SERVERLESS"},
    std::pair{AwsService::secrets_manager, "AWS_ENDPOINT_URL_SECRETS_MANAGER"},
    std::pair{AwsService::tagging, "AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API"},
};

}  // namespace

EndpointSetting AwsSettings::endpoint_of(AwsService service) const {
    const auto found = endpoints.find(service);
    return found == endpoints.end() ? EndpointSetting{} : found->second;
}

AwsSettings aws_settings(const AwsFlags& flags, const Environment& environment,
                         const SettingLookup& lookup) {
    AwsSettings settings;
    const Said region = lookup.find(flags.region, "--region", {"AWS_REGION", "AWS_DEFAULT_REGION"},
                                    {Setting::s3_region, Setting::aws_region});
    settings.region = region.value;
    settings.region_source = region.source;
    const Said of_services =
        lookup.find(flags.region, "--region", {"AWS_REGION", "AWS_DEFAULT_REGION"},
                    {Setting::aws_region, Setting::s3_region});
    settings.service_region = of_services.value;
    settings.service_region_source = of_services.source;
    const Said s3 =
        lookup.find(flags.endpoint_url, "--endpoint-url",
                    {"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"}, {Setting::s3_endpoint_url});
    settings.endpoints[AwsService::s3] = {s3.value, s3.source};
    for (const auto& [service, variable] : kEndpointVariables) {
        const Said endpoint = lookup.find({}, "", {variable, "AWS_ENDPOINT_URL"}, {});
        settings.endpoints[service] = {endpoint.value, endpoint.source};
    }
    settings.ca_bundle = environment("AWS_CA_BUNDLE").value_or("");
    const Said profile = lookup.find(flags.profile, "--profile", {"AWS_PROFILE"}, {});
    settings.profile_by_flag = flags.profile.has_value();
    settings.profile_named = !profile.value.empty();
    if (settings.profile_named) settings.profile = profile.value;
    settings.access_key_id = lookup.in_file(Setting::aws_key).value;
    settings.secret_access_key = Secret(lookup.in_file(Setting::aws_secret).value);
    settings.session_token = Secret(lookup.in_file(Setting::aws_session_token).value);
    settings.sign = !flags.no_sign_request;
    settings.requester_pays = flags.requester_pays;
    settings.concurrency = flags.concurrency;
    settings.max_attempts = environment("AWS_MAX_ATTEMPTS").value_or("");
    return settings;
}

}  // namespace sparkify
