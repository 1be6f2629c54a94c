#include "config/settings.h"

#include <filesystem>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/nearest_name.h"
#include "config/aws_settings.h"
#include "config/config_file.h"
#include "config/ini_file.h"
#include "config/known_keys.h"
#include "config/setting_lookup.h"

namespace sparkify {
namespace {

constexpr const char* kDefaultConfig = "dwh.cfg";
constexpr std::string_view kRedshiftScheme = "redshift://";
constexpr const char* kDefaultWarehouse = "duckdb:sparkify.duckdb";

bool is_place(Setting setting) {
    return setting == Setting::s3_region || setting == Setting::s3_endpoint_url ||
           setting == Setting::aws_region || setting == Setting::log_data ||
           setting == Setting::song_data || setting == Setting::log_jsonpath ||
           setting == Setting::s3_staging || setting == Setting::warehouse_url;
}

/// What makes a place in dwh.cfg look as if something else had been meant; empty if nothing does.
std::string doubt_about(Setting setting, const std::string& value) {
    if (!is_place(setting)) return "";
    if (value.find(" #") != std::string::npos || value.find(" ;") != std::string::npos)
        return "comments stand on lines of their own, so what looks like one is taken for a part "
               "of the value";
    if (value.starts_with('"') || value.starts_with('\''))
        return "the quotation mark before the value has no counterpart behind it";
    return "";
}

/// The settings of a dwh.cfg. A key that comes twice has its later value.
class KnownEntries {
  public:
    KnownEntries(const std::string& file, std::vector<std::string>& warnings)
        : file_(file), warnings_(warnings) {}

    FileSettings take(const std::vector<IniEntry>& entries) {
        for (const IniEntry& entry : entries)
            if (const auto setting = find_setting(entry.section, entry.key))
                take_known(*setting, entry);
            else
                warn_of_unknown(entry);
        return std::move(settings_);
    }

  private:
    void take_known(Setting setting, const IniEntry& entry) {
        if (entry.value.find('\n') != std::string::npos)
            throw Error(ErrorCode::configuration,
                        {fmt::format("{} has a value of several lines", entry.key), line_of(entry),
                         "a line that begins with a blank continues the one above",
                         "begin every key at the start of its line"});
        if (const std::string doubt = doubt_about(setting, entry.value); !doubt.empty())
            warn(entry, doubt);
        const auto [earlier, is_new] = settings_.insert({setting, entry});
        if (is_new) return;
        warn(entry,
             fmt::format("it stands on line {} too; this value counts", earlier->second.line));
        earlier->second = entry;
    }

    void warn_of_unknown(const IniEntry& entry) {
        const std::string nearest = nearest_known_key(entry.section, entry.key);
        warnings_.push_back(fmt::format("{}: unknown key [{}] {}{}", line_of(entry), entry.section,
                                        entry.key,
                                        nearest.empty() ? "" : "; did you mean " + nearest + "?"));
    }

    void warn(const IniEntry& entry, const std::string& what) {
        warnings_.push_back(
            fmt::format("{}: [{}] {}: {}", line_of(entry), entry.section, entry.key, what));
    }

    [[nodiscard]] std::string line_of(const IniEntry& entry) const {
        return fmt::format("{}, line {}", file_, entry.line);
    }

    const std::string& file_;
    std::vector<std::string>& warnings_;
    FileSettings settings_;
};

std::string config_path(const SettingFlags& flags, const Environment& environment) {
    if (flags.config) return *flags.config;
    if (auto path = environment("SPARKIFY_CONFIG")) return *path;
    std::error_code hidden;  // a file that may not be looked at: reading it will say so
    return std::filesystem::exists(kDefaultConfig, hidden) || hidden ? kDefaultConfig : "";
}

/// "~/logs" -> "/home/me/logs"
std::string with_home(std::string location, const Environment& environment) {
    const auto home = environment("HOME");
    return location.starts_with("~/") && home ? *home + location.substr(1) : location;
}

/// "file:///data/logs" and "/data/logs" are the same place.
std::string place_of(std::string location, const Environment& environment) {
    constexpr std::string_view kScheme = "file://";
    if (location.starts_with(kScheme)) location.erase(0, kScheme.size());
    return with_home(std::move(location), environment);
}

[[noreturn]] void throw_bad_url(const Said& said, std::string reason, std::string next_step) {
    throw Error(ErrorCode::configuration, {"cannot understand the warehouse URL", said.source,
                                           std::move(reason), std::move(next_step)});
}

std::string duckdb_file_of(const Said& said, const Environment& environment) {
    std::string file = said.value.substr(std::string_view("duckdb:").size());
    if (file == ":memory:")
        throw_bad_url(said, "a warehouse in memory would be gone when the program ends",
                      "name a file: duckdb:FILE");
    if (file.starts_with("//")) {
        file.erase(0, 2);
        if (!file.starts_with('/'))
            throw_bad_url(said, "after duckdb:// the path begins with a slash",
                          fmt::format("write duckdb:{}", file));
    }
    return with_home(std::move(file), environment);
}

/// A word without a colon is an engine with a slip, or a file.
std::string likely_url(const std::string& word) {
    const std::vector<std::string> engines{"redshift", "postgres"};
    const std::string engine = nearest_name(word, engines);
    return engine.empty() ? "duckdb:" + word : engine;
}

void set_engine(const Said& said, const Environment& environment, Settings& settings) {
    const std::string& url = said.value;
    settings.engine_source = said.source;
    if (url.starts_with("duckdb:") && url != "duckdb:") {
        settings.engine = Engine::duckdb;
        settings.duckdb_file = duckdb_file_of(said, environment);
    } else if (url.starts_with("postgres://") || url.starts_with("postgresql://")) {
        settings.engine = Engine::postgres;
        settings.server.url = Secret(url);
    } else if (url == "postgres") {
        settings.engine = Engine::postgres;
    } else if (url == "redshift") {
        settings.engine = Engine::redshift;
    } else if (url.starts_with(kRedshiftScheme)) {
        settings.engine = Engine::redshift;
        // libpq knows its own scheme only.
        settings.server.url = Secret("postgres://" + url.substr(kRedshiftScheme.size()));
    } else if (url.find(':') == std::string::npos) {
        throw_bad_url(said, "it names no engine", fmt::format("did you mean {}?", likely_url(url)));
    } else {
        throw_bad_url(
            said, "it names no engine that is known",
            "write duckdb:FILE, postgres://USER@HOST/DATABASE, redshift://USER@HOST/DATABASE, "
            "or redshift alone, which [CLUSTER] of dwh.cfg describes");
    }
}

/// Where nobody names the warehouse, a cluster that dwh.cfg describes is the one, be it in part.
Said warehouse_url(const SettingFlags& flags, const SettingLookup& lookup,
                   std::vector<std::string>& warnings) {
    const Said cluster = lookup.first_in_file({Setting::cluster_host, Setting::cluster_database,
                                               Setting::cluster_user, Setting::cluster_password,
                                               Setting::cluster_port});
    Said named = lookup.find(flags.warehouse, "--warehouse", {"SPARKIFY_WAREHOUSE"},
                             {Setting::warehouse_url});
    const bool is_in_file = named.source == lookup.in_file(Setting::warehouse_url).source;
    if (!named.value.empty()) {
        if (is_in_file && !cluster.value.empty() && named.value.find(':') != std::string::npos)
            warnings.push_back(
                fmt::format("{}: this is the warehouse, so {} does not count; for "
                            "the cluster that it describes write URL = redshift",
                            named.source, cluster.source));
        return named;
    }
    if (!cluster.value.empty()) return {"redshift", cluster.source};
    const Said to_be_made = lookup.in_file(Setting::dwh_cluster_identifier);
    if (!to_be_made.value.empty()) return {"redshift", to_be_made.source};
    return {kDefaultWarehouse, "default"};
}

}  // namespace

Settings resolve_settings(const SettingFlags& flags, const Environment& environment) {
    Settings settings;
    settings.config_file = config_path(flags, environment);
    FileSettings file;
    if (!settings.config_file.empty())
        file = KnownEntries(settings.config_file, settings.warnings)
                   .take(parse_ini(read_config_file(settings.config_file), settings.config_file));
    const SettingLookup lookup(environment, std::move(file), settings.config_file);

    set_engine(warehouse_url(flags, lookup, settings.warnings), environment, settings);
    if (settings.server.url.empty())
        settings.server = settings.engine == Engine::redshift ? cluster_settings(lookup)
                                                              : server_settings(lookup);

    const auto place = [&](const std::optional<std::string>& value, const char* flag,
                           const char* variable, Setting setting) {
        return place_of(lookup.find(value, flag, {variable}, {setting}).value, environment);
    };
    settings.log_data = place(flags.log_data, "--log-data", "SPARKIFY_LOG_DATA", Setting::log_data);
    settings.song_data =
        place(flags.song_data, "--song-data", "SPARKIFY_SONG_DATA", Setting::song_data);
    settings.log_jsonpath =
        place(flags.log_jsonpath, "--log-jsonpath", "SPARKIFY_LOG_JSONPATH", Setting::log_jsonpath);
    settings.redshift = redshift_settings(flags.redshift, lookup);
    settings.cluster = cluster_description(lookup);
    settings.aws = aws_settings(flags.aws, environment, lookup);
    return settings;
}

}  // namespace sparkify
