#include "aws/credentials/profile_provider.h"

#include <utility>

#include <fmt/format.h>

#include "aws/credentials/credential_process.h"
#include "aws/credentials/token_file.h"
#include "base/error.h"
#include "base/nearest_name.h"

namespace sparkify {
namespace {

[[noreturn]] void fail(const std::string& profile, std::string reason, std::string next_step) {
    throw Error(ErrorCode::configuration,
                {"the AWS profile gives no credentials", fmt::format("profile {}", profile),
                 std::move(reason), std::move(next_step)});
}

bool has_keys(const AwsProfile& profile) {
    return profile_value(&profile, "aws_access_key_id").has_value();
}

Credentials keys_of(const std::string& name, const AwsProfile& profile) {
    const auto secret = profile_value(&profile, "aws_secret_access_key");
    if (!secret)
        fail(name, "it has aws_access_key_id, but no aws_secret_access_key", "add the key");
    return {profile_value(&profile, "aws_access_key_id").value(), Secret(*secret),
            Secret(profile_value(&profile, "aws_session_token").value_or("")), std::nullopt,
            fmt::format("profile {}", name)};
}

StsClient::Role role_of(const AwsProfile& profile) {
    return {profile_value(&profile, "role_arn").value(),
            profile_value(&profile, "role_session_name").value_or("sparkify"),
            profile_value(&profile, "external_id").value_or(""),
            profile_value(&profile, "duration_seconds").value_or("")};
}

}  // namespace

ProfileProvider::ProfileProvider(const AwsSettings& settings, const AwsProfiles& profiles,
                                 const StsClient& sts, NamedSources named_sources,
                                 std::stop_token stop)
    : profile_(settings.profile),
      named_(settings.profile_named),
      profiles_(&profiles),
      sts_(&sts),
      named_sources_(std::move(named_sources)),
      stop_(std::move(stop)) {}

ProviderAnswer ProfileProvider::load() {
    Visited visited;
    return load(profile_, visited);
}

ProviderAnswer ProfileProvider::load(const std::string& name, Visited& visited) {
    const AwsProfile* profile = profiles_->find(name);
    if (profile == nullptr) {
        if (!named_ && visited.empty())
            return NotHere{fmt::format("there is no profile {} in {}", name, profiles_->files())};
        const std::string nearest = nearest_name(name, profiles_->names());
        fail(visited.empty() ? name : name + ", which a source_profile names",
             fmt::format("there is no such profile in {}", profiles_->files()),
             nearest.empty() ? "check the name" : fmt::format("did you mean {}?", nearest));
    }
    const bool again = !visited.insert(name).second;
    if (again && !has_keys(*profile))
        fail(name, "its source_profile leads back to itself", "name a profile that has keys");
    if (!again && profile_value(profile, "role_arn")) return assume(name, *profile, visited);
    if (has_keys(*profile)) return keys_of(name, *profile);
    if (const auto command = profile_value(profile, "credential_process"))
        return run_credential_process(*command, name, stop_);
    if (profile_value(profile, "sso_session") || profile_value(profile, "sso_start_url"))
        fail(name, "it signs in by IAM Identity Center (SSO), which sparkify does not do itself",
             fmt::format("let the AWS CLI do it: a profile with credential_process = aws configure "
                         "export-credentials --profile {}",
                         name));
    return NotHere{fmt::format("profile {} has no keys", name)};
}

Credentials ProfileProvider::assume(const std::string& name, const AwsProfile& profile,
                                    Visited& visited) {
    if (profile_value(&profile, "mfa_serial"))
        fail(name, "its role asks for a code (mfa_serial), which sparkify does not do",
             "let the AWS CLI do it: aws configure export-credentials");
    const StsClient::Role role = role_of(profile);
    if (const auto file = profile_value(&profile, "web_identity_token_file"))
        return sts_->assume_role_with_web_identity(
            role, Secret(token_in_file(*file, fmt::format("profile {}", name))));
    return sts_->assume_role(role, source_of(name, profile, visited));
}

Credentials ProfileProvider::source_of(const std::string& name, const AwsProfile& profile,
                                       Visited& visited) {
    ProviderAnswer answer;
    if (const auto source = profile_value(&profile, "source_profile")) {
        answer = load(*source, visited);
    } else if (const auto place = profile_value(&profile, "credential_source")) {
        const auto provider = named_sources_.find(*place);
        if (provider == named_sources_.end())
            fail(name, fmt::format("its credential_source {} is unknown", *place),
                 "write Environment, EcsContainer or Ec2InstanceMetadata");
        answer = provider->second->load();
    } else {
        fail(name, "it has role_arn, but nothing to assume the role with",
             "add source_profile or credential_source");
    }
    if (const auto* not_here = std::get_if<NotHere>(&answer)) fail(name, not_here->reason, "");
    return std::get<Credentials>(std::move(answer));
}

}  // namespace sparkify
