#include "config/aws_settings.h"

#include <charconv>

#include "base/error.h"
#include "config/setting_lookup.h"

namespace sparkify {
namespace {

constexpr unsigned kMostAttempts = 100;

unsigned attempts_in(const std::string& text) {
    unsigned attempts = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), attempts);
    if (error != std::errc() || end != text.data() + text.size() || attempts == 0 ||
        attempts > kMostAttempts)
        throw Error(ErrorCode::configuration, {"AWS_MAX_ATTEMPTS is no number of attempts", "",
                                               text, "set it to a number from 1 to 100"});
    return attempts;
}

/// Without slashes at the end.
std::string url_of(Said said) {
    std::string& url = said.value;
    while (url.ends_with('/'))
        url.pop_back();
    if (url.empty() || url.starts_with("http://") || url.starts_with("https://")) return url;
    throw Error(ErrorCode::configuration, {"an endpoint is written as https://HOST[:PORT]",
                                           said.source, url, "put https:// before it"});
}

}  // namespace

AwsSettings aws_settings(const AwsFlags& flags, const Environment& environment,
                         const SettingLookup& lookup) {
    AwsSettings settings;
    const Said region = lookup.find(flags.region, "--region", {"AWS_REGION", "AWS_DEFAULT_REGION"},
                                    {Setting::s3_region, Setting::aws_region});
    settings.region = region.value;
    settings.region_source = region.source;
    settings.s3_endpoint = url_of(lookup.find(flags.endpoint_url, "--endpoint-url",
                                              {"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"},
                                              {Setting::s3_endpoint_url}));
    settings.sts_endpoint =
        url_of(lookup.find({}, "", {"AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"}, {}));
    settings.ca_bundle = environment("AWS_CA_BUNDLE").value_or("");
    const Said profile = lookup.find(flags.profile, "--profile", {"AWS_PROFILE"}, {});
    settings.profile_by_flag = flags.profile.has_value();
    settings.profile_named = !profile.value.empty();
    if (settings.profile_named) settings.profile = profile.value;
    settings.access_key_id = lookup.in_file(Setting::aws_key).value;
    settings.secret_access_key = Secret(lookup.in_file(Setting::aws_secret).value);
    settings.sign = !flags.no_sign_request;
    settings.requester_pays = flags.requester_pays;
    settings.concurrency = flags.concurrency;
    if (const auto attempts = environment("AWS_MAX_ATTEMPTS"))
        settings.max_attempts = attempts_in(*attempts);
    return settings;
}

}  // namespace sparkify
