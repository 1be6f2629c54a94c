#include "config/aws_profiles.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "base/letter_case.h"
#include "config/ini_file.h"

namespace sparkify {
namespace {

constexpr const char* kNextStep =
    "mend the file, or name another in AWS_CONFIG_FILE or "
    "AWS_SHARED_CREDENTIALS_FILE";

/// Where a file is: where a variable says, or in ~/.aws.
std::string path_of(const Environment& environment, const char* variable, const char* name) {
    const auto home = environment("HOME");
    if (auto path = environment(variable))
        return path->starts_with("~/") && home ? *home + path->substr(1) : *path;
    return home ? *home + "/.aws/" + name : "";
}

std::vector<IniEntry> entries_of(const std::string& path) {
    std::error_code hidden;
    if (path.empty() || (!std::filesystem::exists(path, hidden) && !hidden)) return {};
    const std::ifstream file(path, std::ios::binary);
    const int error = errno;
    std::ostringstream text;
    text << file.rdbuf();
    if (!file)
        throw Error(ErrorCode::configuration,
                    {"cannot read the AWS profiles", path, std::strerror(error), kNextStep});
    return parse_ini(std::move(text).str(), path, kNextStep, QuotationMarks::kept);
}

/// "profile x" -> "x"; nothing for sections that are no profiles.
std::optional<std::string> profile_of_config(const std::string& section) {
    constexpr std::string_view kPrefix = "profile";
    if (section == "default") return section;
    if (!section.starts_with(kPrefix)) return std::nullopt;
    const std::size_t name = section.find_first_not_of(" \t", kPrefix.size());
    if (name == std::string::npos || name == kPrefix.size()) return std::nullopt;
    std::string bare = section.substr(name);
    std::erase(bare, '"');
    return bare;
}

}  // namespace

AwsProfiles AwsProfiles::read(const Environment& environment) {
    AwsProfiles profiles;
    const std::string config = path_of(environment, "AWS_CONFIG_FILE", "config");
    const std::string credentials =
        path_of(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
    profiles.files_ = config + ", " + credentials;
    for (IniEntry& entry : entries_of(config))
        if (const auto name = profile_of_config(entry.section))
            profiles.profiles_[*name][in_lower_case(entry.key)] = std::move(entry.value);
    for (IniEntry& entry : entries_of(credentials))
        profiles.profiles_[entry.section][in_lower_case(entry.key)] = std::move(entry.value);
    return profiles;
}

const AwsProfile* AwsProfiles::find(const std::string& name) const {
    const auto found = profiles_.find(name);
    return found == profiles_.end() ? nullptr : &found->second;
}

std::vector<std::string> AwsProfiles::names() const {
    std::vector<std::string> names;
    for (const auto& [name, profile] : profiles_)
        names.push_back(name);
    return names;
}

std::optional<std::string> profile_value(const AwsProfile* profile, const std::string& key) {
    if (profile == nullptr) return std::nullopt;
    const auto found = profile->find(key);
    if (found == profile->end() || found->second.empty()) return std::nullopt;
    return found->second;
}

}  // namespace sparkify
