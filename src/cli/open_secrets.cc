#include "cli/open_secrets.h"

#include <fmt/format.h>

#include "config/config_file.h"

namespace sparkify {

std::string warning_of_open_secrets(const Settings& settings) {
    const std::string& file = settings.config_file;
    const bool has_secret =
        !settings.cluster.password.empty() || !settings.aws.secret_access_key.empty();
    if (file.empty() || !has_secret || !others_can_read(file)) return "";
    return fmt::format("{} holds a secret, and others can read it: chmod 600 {}", file, file);
}

}  // namespace sparkify
