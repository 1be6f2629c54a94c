#include "cli/cluster_command.h"

#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "cluster/deletion.h"
#include "cluster/ownership.h"

namespace sparkify {
namespace {

/// As a shell takes it for one word.
std::string shell_word(const std::string& text) {
    constexpr std::string_view kPlain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=+,@%";
    if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
    std::string quoted = "'";
    for (const char byte : text)
        quoted += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
    return quoted + "'";
}

std::string what_is_left(const Session& session, const std::vector<std::string>& present,
                         const NextCommands& next) {
    std::string text = present.empty() ? "nothing of the cluster is there"
                                       : fmt::format("this is there: {}", fmt::join(present, ", "));
    text += fmt::format("; `{}` goes on", command_line(session, next.go_on));
    if (!next.removal.empty() && !present.empty())
        text += fmt::format(", `{}` removes it", command_line(session, next.removal));
    return text;
}

/// None if that cannot be known.
std::vector<std::string> things_that_are_there(ClusterServices& services,
                                               const ClusterNames& names) {
    try {
        Inventory present = take_inventory(services, names);
        if (present.cluster && !is_ours(present.cluster->tags, names.identifier))
            present.cluster.reset();
        return things_in(present);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::interrupted) throw;
        return {};
    }
}

}  // namespace

void add_dry_run(Parameters& parameters, ClusterOptions& options) {
    parameters.add_flag("--dry-run", options.dry_run,
                        "Print the calls that would be made, and make only those that look");
}

void add_timeout(Parameters& parameters, ClusterOptions& options) {
    constexpr std::uint32_t kDay = 24 * 60;
    parameters.add_count("--timeout", options.timeout_minutes,
                         "Minutes to wait for each thing that takes AWS a while (default: 60)",
                         {1, kDay});
}

ClusterNames names_of(const Settings& settings) {
    ClusterNames names = names_of(settings.cluster, settings.redshift.staging);
    names.database = settings.server.database;
    return names;
}

void change_cluster(Session& session, const ClusterOptions& options, const NextCommands& next,
                    const std::function<void(Waiting&, ClusterDisplay&)>& change) {
    ClusterDisplay display(session, options.dry_run);
    Waiting waiting(std::chrono::minutes(options.timeout_minutes), session.stop().get_token(),
                    display, options.dry_run);
    try {
        change(waiting, display);
    } catch (const Error&) {
        if (!options.dry_run) session.warn(what_is_left(session, display.present(), next));
        throw;
    }
}

void plan_change(Session& session, ClusterServices& services, const NextCommands& next,
                 const std::function<void()>& plan) {
    try {
        plan();
    } catch (const Error& error) {
        // Where nobody answers, nobody would say what is there.
        if (error.code() == ErrorCode::interrupted || error.code() == ErrorCode::unreachable) throw;
        const auto present = things_that_are_there(services, names_of(session.settings()));
        if (!present.empty()) session.warn(what_is_left(session, present, next));
        throw;
    }
}

std::string timeout_flag(const ClusterOptions& options) {
    if (options.timeout_minutes == ClusterOptions().timeout_minutes) return "";
    return fmt::format(" --timeout {}", options.timeout_minutes);
}

std::string command_line(const Session& session, const std::string& command) {
    const SettingFlags& flags = session.options().settings;
    std::string line = "sparkify";
    const auto add = [&](const char* name, const std::optional<std::string>& value) {
        if (value) line += fmt::format(" {} {}", name, shell_word(*value));
    };
    add("--config", flags.config);
    add("--profile", flags.aws.profile);
    add("--region", flags.aws.region);
    add("--endpoint-url", flags.aws.endpoint_url);
    add("--log-data", flags.log_data);
    add("--song-data", flags.song_data);
    add("--staging", flags.redshift.staging);
    return fmt::format("{} {}", line, command);
}

}  // namespace sparkify
