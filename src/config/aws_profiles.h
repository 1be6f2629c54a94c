#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/environment.h"

namespace sparkify {

/// What one profile says: names in lower case, values as written.
using AwsProfile = std::map<std::string, std::string>;

/// The profiles of the two files that all AWS tools share: ~/.aws/config (AWS_CONFIG_FILE), where
/// sections are called [profile NAME] or [default], and ~/.aws/credentials
/// (AWS_SHARED_CREDENTIALS_FILE), where they are called [NAME] and whose keys come first.
class AwsProfiles {
  public:
    /// Reads the files that exist. Throws Error(configuration) for one that cannot be read or
    /// understood.
    [[nodiscard]] static AwsProfiles read(const Environment& environment);

    /// Nothing if neither file has it.
    [[nodiscard]] const AwsProfile* find(const std::string& name) const;

    [[nodiscard]] bool empty() const noexcept { return profiles_.empty(); }

    /// The files that were looked for, for messages: "~/.aws/config, ~/.aws/credentials".
    [[nodiscard]] const std::string& files() const noexcept { return files_; }

    /// The names of all profiles.
    [[nodiscard]] std::vector<std::string> names() const;

  private:
    std::map<std::string, AwsProfile> profiles_;
    std::string files_;
};

/// The value of a key of a profile; nothing if there is no profile or no such key, or if it is
/// empty.
[[nodiscard]] std::optional<std::string> profile_value(const AwsProfile* profile,
                                                       const std::string& key);

}  // namespace sparkify
