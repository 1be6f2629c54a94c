#include "aws/aws_access.h"

#include <utility>

#include "aws/credentials/config_provider.h"
#include "aws/credentials/container_provider.h"
#include "aws/credentials/environment_provider.h"
#include "aws/credentials/instance_provider.h"
#include "aws/credentials/profile_provider.h"
#include "aws/credentials/web_identity_provider.h"

namespace sparkify {
namespace {

/// What answers from the same machine answers at once, and elsewhere nobody does.
HttpSettings metadata_settings() {
    HttpSettings settings;
    settings.connect_timeout = std::chrono::milliseconds(1'000);
    settings.stall_timeout = std::chrono::milliseconds(2'000);
    settings.use_proxy = false;
    return settings;
}

HttpSettings service_settings(const AwsSettings& settings) {
    HttpSettings http;
    http.ca_bundle = settings.ca_bundle;
    return http;
}

AwsSettings completed(AwsSettings settings, const AwsProfiles& profiles) {
    const AwsProfile* profile = profiles.find(settings.profile);
    const auto complete = [&](std::string& value, const char* key) {
        if (value.empty()) value = profile_value(profile, key).value_or("");
    };
    if (settings.region.empty()) settings.region_source = "profile " + settings.profile;
    complete(settings.region, "region");
    if (settings.region.empty()) settings.region_source.clear();
    complete(settings.s3_endpoint, "endpoint_url");
    complete(settings.sts_endpoint, "endpoint_url");
    complete(settings.ca_bundle, "ca_bundle");
    return settings;
}

}  // namespace

AwsAccess::AwsAccess(AwsSettings settings, const Environment& environment,
                     const std::stop_token& stop, Clock clock)
    : profiles_(AwsProfiles::read(environment)),
      settings_(completed(std::move(settings), profiles_)),
      stop_(stop),
      clock_(std::move(clock)),
      metadata_(metadata_settings(), stop),
      services_(service_settings(settings_), settings_.max_attempts, stop),
      sts_(services_, settings_.region, settings_.sts_endpoint, clock_),
      chain_(std::make_unique<CredentialChain>(providers(environment), clock_)) {}

HttpSettings AwsAccess::http() const {
    return service_settings(settings_);
}

std::vector<std::unique_ptr<CredentialProvider>> AwsAccess::providers(
    const Environment& environment) {
    auto of_environment = std::make_unique<EnvironmentProvider>(environment);
    auto of_container = std::make_unique<ContainerProvider>(environment, metadata_);
    auto of_instance = std::make_unique<InstanceProvider>(environment, metadata_);
    auto of_profile = std::make_unique<ProfileProvider>(
        settings_, profiles_, sts_,
        ProfileProvider::NamedSources{{"Environment", of_environment.get()},
                                      {"EcsContainer", of_container.get()},
                                      {"Ec2InstanceMetadata", of_instance.get()}});

    std::vector<std::unique_ptr<CredentialProvider>> providers;
    if (settings_.profile_by_flag) providers.push_back(std::move(of_profile));
    providers.push_back(std::move(of_environment));
    providers.push_back(std::make_unique<ConfigProvider>(settings_));
    if (of_profile) providers.push_back(std::move(of_profile));
    providers.push_back(std::make_unique<WebIdentityProvider>(environment, sts_));
    providers.push_back(std::move(of_container));
    providers.push_back(std::move(of_instance));
    return providers;
}

}  // namespace sparkify
