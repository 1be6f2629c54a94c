#include "aws/credentials/json_credentials.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "aws/amz_date.h"
#include "base/error.h"

namespace sparkify {
namespace {

std::string text_of(const nlohmann::json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

[[noreturn]] void fail(std::string origin, std::string reason) {
    throw Error(ErrorCode::configuration,
                {"cannot understand the credentials", std::move(origin), std::move(reason), ""});
}

}  // namespace

Credentials credentials_in_json(const std::string& text, std::string origin) {
    const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) fail(std::move(origin), "they are no JSON object");
    std::string token = text_of(json, "Token");
    if (token.empty()) token = text_of(json, "SessionToken");
    Credentials credentials{text_of(json, "AccessKeyId"), Secret(text_of(json, "SecretAccessKey")),
                            Secret(std::move(token))};
    if (credentials.access_key_id.empty() || credentials.secret_access_key.empty())
        fail(std::move(origin), "AccessKeyId or SecretAccessKey is missing");
    if (const std::string expiration = text_of(json, "Expiration"); !expiration.empty()) {
        credentials.expiry = parse_iso_time(expiration);
        if (!credentials.expiry) fail(std::move(origin), "Expiration is no time in UTC");
    }
    credentials.origin = std::move(origin);
    return credentials;
}

}  // namespace sparkify
