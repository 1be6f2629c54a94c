#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

#include "aws/aws_access.h"

namespace sparkify {

/// Access to an S3 server of a test, with keys, and one attempt at each request.
[[nodiscard]] inline std::shared_ptr<AwsAccess> access_to_s3_at(const std::string& url) {
    AwsSettings settings;
    settings.endpoints[AwsService::s3].url = url;
    settings.access_key_id = "key";
    settings.secret_access_key = Secret("secret");
    settings.max_attempts = "1";
    return std::make_shared<AwsAccess>(
        std::move(settings), [](std::string_view) { return std::nullopt; }, std::stop_token(),
        [](const std::string&) {});
}

}  // namespace sparkify
