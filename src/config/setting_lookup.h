#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>

#include "config/ini_file.h"
#include "config/known_keys.h"
#include "config/said.h"
#include "config/settings.h"

namespace sparkify {

/// What a dwh.cfg says of each setting.
using FileSettings = std::map<Setting, IniEntry>;

/// Finds a value where it is said first: flag, environment, file.
class SettingLookup {
  public:
    /// `name` is that of the file.
    SettingLookup(const Environment& environment, FileSettings file, std::string name);

    [[nodiscard]] Said find(const std::optional<std::string>& value, const char* flag,
                            std::initializer_list<const char*> variables,
                            std::initializer_list<Setting> settings) const;

    [[nodiscard]] Said in_file(Setting setting) const;

    /// The first of these that the file says something of.
    [[nodiscard]] Said first_in_file(std::initializer_list<Setting> settings) const;

  private:
    const Environment* environment_;
    FileSettings file_;
    std::string name_;
};

}  // namespace sparkify
