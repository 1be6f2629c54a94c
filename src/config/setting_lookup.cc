#include "config/setting_lookup.h"

#include <utility>

#include <fmt/format.h>

namespace sparkify {

SettingLookup::SettingLookup(const Environment& environment, FileSettings file, std::string name)
    : environment_(&environment), file_(std::move(file)), name_(std::move(name)) {}

Said SettingLookup::find(const std::optional<std::string>& value, const char* flag,
                         std::initializer_list<const char*> variables,
                         std::initializer_list<Setting> settings) const {
    if (value) return {*value, flag};
    for (const char* variable : variables)
        if (auto in_environment = (*environment_)(variable)) return {*in_environment, variable};
    for (const Setting setting : settings)
        if (Said said = in_file(setting); !said.value.empty()) return said;
    return {};
}

Said SettingLookup::in_file(Setting setting) const {
    const auto found = file_.find(setting);
    if (found == file_.end()) return {};
    const IniEntry& entry = found->second;
    return {entry.value,
            fmt::format("{}, line {}, [{}] {}", name_, entry.line, entry.section, entry.key)};
}

Said SettingLookup::first_in_file(std::initializer_list<Setting> settings) const {
    for (const Setting setting : settings)
        if (Said said = in_file(setting); !said.value.empty()) return said;
    return {};
}

}  // namespace sparkify
