#include "config/settings.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "config/ini_file.h"
#include "config/known_keys.h"

namespace sparkify {
namespace {

constexpr const char* kDefaultConfig = "dwh.cfg";
constexpr const char* kDefaultWarehouse = "duckdb:sparkify.duckdb";

using FileSettings = std::map<Setting, std::string>;

std::string read_config(const std::string& path) {
    const std::ifstream file(path, std::ios::binary);
    const int error = errno;
    std::ostringstream text;
    text << file.rdbuf();
    // A folder can be opened, too, and then reads as an empty file.
    std::error_code ignored;
    const bool is_folder = std::filesystem::is_directory(path, ignored);
    if (!file || is_folder)
        throw Error(ErrorCode::configuration, {"cannot read the configuration", path,
                                               std::strerror(is_folder ? EISDIR : error),
                                               "check --config, or run `sparkify init`"});
    return std::move(text).str();
}

FileSettings take_known(const std::vector<IniEntry>& entries, const std::string& place,
                        std::vector<std::string>& warnings) {
    FileSettings settings;
    for (const IniEntry& entry : entries) {
        if (const auto setting = find_setting(entry.section, entry.key)) {
            settings[*setting] = entry.value;
            continue;
        }
        const std::string nearest = nearest_known_key(entry.section, entry.key);
        warnings.push_back(fmt::format("{}, line {}: unknown key [{}] {}{}", place, entry.line,
                                       entry.section, entry.key,
                                       nearest.empty() ? "" : "; did you mean " + nearest + "?"));
    }
    return settings;
}

std::string config_path(const SettingFlags& flags, const Environment& environment) {
    if (flags.config) return *flags.config;
    if (auto path = environment("SPARKIFY_CONFIG")) return *path;
    std::error_code hidden;  // a file that may not be looked at: reading it will say so
    return std::filesystem::exists(kDefaultConfig, hidden) || hidden ? kDefaultConfig : "";
}

/// "file:///data/logs" and "/data/logs" are the same place.
std::string without_file_scheme(std::string location) {
    constexpr std::string_view kScheme = "file://";
    if (location.starts_with(kScheme)) location.erase(0, kScheme.size());
    return location;
}

void set_engine(const std::string& url, Settings& settings) {
    constexpr std::string_view kDuckDb = "duckdb:";
    if (url.starts_with(kDuckDb) && url.size() > kDuckDb.size()) {
        settings.engine = Engine::duckdb;
        settings.duckdb_file = url.substr(kDuckDb.size());
    } else if (url.starts_with("postgres://") || url.starts_with("postgresql://")) {
        settings.engine = Engine::postgres;
    } else if (url == "redshift") {
        settings.engine = Engine::redshift;
    } else {
        throw Error(
            ErrorCode::configuration,
            {"cannot understand the warehouse URL", "", "it names no engine that is known",
             url.find(':') == std::string::npos ? fmt::format("did you mean duckdb:{}?", url)
                                                : "write duckdb:FILE, postgres://... or redshift"});
    }
}

/// Finds a value where it is said first: flag, environment, file.
class Lookup {
  public:
    Lookup(const Environment& environment, FileSettings file)
        : environment_(environment), file_(std::move(file)) {}

    [[nodiscard]] std::string find(const std::optional<std::string>& flag,
                                   std::string_view variable, Setting setting) const {
        if (flag) return *flag;
        if (auto value = environment_(variable)) return *value;
        return in_file(setting);
    }

    [[nodiscard]] std::string in_file(Setting setting) const {
        const auto value = file_.find(setting);
        return value == file_.end() ? "" : value->second;
    }

  private:
    const Environment& environment_;
    FileSettings file_;
};

}  // namespace

Environment process_environment() {
    return [](std::string_view name) -> std::optional<std::string> {
        const char* value = std::getenv(std::string(name).c_str());
        if (value == nullptr || *value == '\0') return std::nullopt;
        return value;
    };
}

Settings resolve_settings(const SettingFlags& flags, const Environment& environment) {
    Settings settings;
    settings.config_file = config_path(flags, environment);
    FileSettings file;
    if (!settings.config_file.empty())
        file = take_known(parse_ini(read_config(settings.config_file), settings.config_file),
                          settings.config_file, settings.warnings);
    const Lookup lookup(environment, std::move(file));

    std::string url = lookup.find(flags.warehouse, "SPARKIFY_WAREHOUSE", Setting::warehouse_url);
    if (url.empty() && !lookup.in_file(Setting::cluster_host).empty()) url = "redshift";
    set_engine(url.empty() ? kDefaultWarehouse : url, settings);

    settings.log_data =
        without_file_scheme(lookup.find(flags.log_data, "SPARKIFY_LOG_DATA", Setting::log_data));
    settings.song_data =
        without_file_scheme(lookup.find(flags.song_data, "SPARKIFY_SONG_DATA", Setting::song_data));
    settings.log_jsonpath = without_file_scheme(
        lookup.find(flags.log_jsonpath, "SPARKIFY_LOG_JSONPATH", Setting::log_jsonpath));
    return settings;
}

}  // namespace sparkify
