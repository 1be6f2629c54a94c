#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "config/environment.h"
#include "config/secret.h"

namespace sparkify {

/// The services of AWS that are used.
enum class AwsService : std::uint8_t {
    s3,
    sts,
    iam,
    ec2,
    redshift,
    redshift_serverless,
    secrets_manager,
    tagging
};

/// The URL of a service that is not AWS's, and who named it; both empty: AWS's.
struct EndpointSetting {
    std::string url;
    std::string source;
};

/// How AWS, or what speaks like it, is reached and with whose keys.
struct AwsSettings {
    std::string region;         ///< empty: nobody said
    std::string region_source;  ///< who said so: "--region", "AWS_REGION"
    /// That of services other than S3: the same, but that [AWS] REGION comes before [S3] REGION.
    std::string service_region;
    std::string service_region_source;
    std::map<AwsService, EndpointSetting> endpoints;  ///< what is not in it is AWS's
    std::string ca_bundle;  ///< file of certificates to trust; empty: those of the system
    std::string profile = "default";
    bool profile_by_flag = false;  ///< so the profile comes before the environment's keys
    bool profile_named = false;    ///< somebody asked for this profile, so it has to exist
    std::string access_key_id;     ///< of dwh.cfg, [AWS] KEY
    Secret secret_access_key;      ///< of dwh.cfg, [AWS] SECRET
    Secret session_token;          ///< of dwh.cfg, [AWS] SESSION_TOKEN
    bool sign = true;              ///< false: requests are sent unsigned (public buckets)
    bool requester_pays = false;
    std::optional<unsigned> concurrency;  ///< requests in flight at most; nothing: found by itself
    std::string max_attempts;  ///< at one request, as AWS_MAX_ATTEMPTS says; may be empty

    /// See `endpoints`.
    [[nodiscard]] EndpointSetting endpoint_of(AwsService service) const;
};

/// What the command line says of it. What it does not say is left open.
struct AwsFlags {
    std::optional<std::string> region = std::nullopt;
    std::optional<std::string> endpoint_url = std::nullopt;
    std::optional<std::string> profile = std::nullopt;
    bool no_sign_request = false;
    bool requester_pays = false;
    std::optional<unsigned> concurrency = std::nullopt;
};

class SettingLookup;

/// Puts the sources together: flag before environment (AWS_REGION, AWS_DEFAULT_REGION,
/// AWS_ENDPOINT_URL_S3 and those of the other services, AWS_ENDPOINT_URL, AWS_PROFILE,
/// AWS_CA_BUNDLE, AWS_MAX_ATTEMPTS) before dwh.cfg. Whether the values make sense, and
/// what profiles say, is looked at by who uses them: what has nothing to do with AWS is not to fail
/// by them.
[[nodiscard]] AwsSettings aws_settings(const AwsFlags& flags, const Environment& environment,
                                       const SettingLookup& lookup);

}  // namespace sparkify
