#include "aws/aws_access.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include <unistd.h>

#include "aws/credentials/config_provider.h"
#include "aws/credentials/container_provider.h"
#include "aws/credentials/environment_provider.h"
#include "aws/credentials/instance_provider.h"
#include "aws/credentials/profile_provider.h"
#include "aws/credentials/web_identity_provider.h"
#include "aws/endpoint.h"
#include "base/error.h"
#include "base/letter_case.h"

namespace sparkify {
namespace {

/// All requests wait while credentials are asked for.
constexpr unsigned kAttemptsForCredentials = 3;

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
    const auto complete = [&](std::string& value, std::string& source, const char* key) {
        if (!value.empty()) return;
        value = profile_value(profile, key).value_or("");
        source = value.empty() ? "" : "profile " + settings.profile;
    };
    std::string of_nobody;
    complete(settings.region, settings.region_source, "region");
    complete(settings.service_region, settings.service_region_source, "region");
    for (auto& [service, endpoint] : settings.endpoints)
        complete(endpoint.url, endpoint.source, "endpoint_url");
    complete(settings.ca_bundle, of_nobody, "ca_bundle");
    return settings;
}

void require_readable(const std::string& ca_bundle) {
    if (ca_bundle.empty() || ::access(ca_bundle.c_str(), R_OK) == 0) return;
    throw Error(ErrorCode::configuration, {"cannot read the certificates to trust", ca_bundle,
                                           std::strerror(errno), "check AWS_CA_BUNDLE"});
}

AwsSettings checked(AwsSettings settings) {
    require_region_name(settings.region, settings.region_source);
    require_region_name(settings.service_region, settings.service_region_source);
    for (auto& [service, endpoint] : settings.endpoints)
        endpoint.url = checked_endpoint(endpoint.url, endpoint.source);
    require_readable(settings.ca_bundle);
    return settings;
}

/// Who has to use them would not want requests to go elsewhere in silence.
void refuse_fips(const Environment& environment) {
    if (!equal_without_case(environment("AWS_USE_FIPS_ENDPOINT").value_or(""), "true")) return;
    throw Error(
        ErrorCode::configuration,
        {"AWS_USE_FIPS_ENDPOINT is not supported", "", "",
         "name the FIPS endpoint in AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL_STS, and unset it"});
}

unsigned attempts_in(const std::string& text) {
    constexpr unsigned kUsual = 8;
    constexpr unsigned kMost = 100;
    if (text.empty()) return kUsual;
    unsigned attempts = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), attempts);
    if (error != std::errc() || end != text.data() + text.size() || attempts == 0 ||
        attempts > kMost)
        throw Error(ErrorCode::configuration, {"AWS_MAX_ATTEMPTS is no number of attempts", "",
                                               text, "set it to a number from 1 to 100"});
    return attempts;
}

}  // namespace

AwsAccess::AwsAccess(AwsSettings settings, const Environment& environment,
                     const std::stop_token& stop, MessageLog log, Clock clock)
    : profiles_(AwsProfiles::read(environment)),
      settings_(checked(completed(std::move(settings), profiles_))),
      max_attempts_(attempts_in(settings_.max_attempts)),
      stop_(stop),
      log_(std::move(log)),
      clock_(std::move(clock)),
      metadata_(metadata_settings(), stop),
      services_(service_settings(settings_), std::min(max_attempts_, kAttemptsForCredentials), stop,
                log_),
      sts_(services_, settings_.region, settings_.endpoints[AwsService::sts].url, clock_),
      chain_(std::make_unique<CredentialChain>(providers(environment), clock_, log_)) {
    refuse_fips(environment);
}

std::string AwsAccess::region() const {
    return settings_.service_region.empty() ? kDefaultRegion : settings_.service_region;
}

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
                                      {"Ec2InstanceMetadata", of_instance.get()}},
        stop_);

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
