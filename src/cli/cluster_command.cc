#include "cli/cluster_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "cli/interruption.h"
#include "config/config_file.h"
#include "config/ini_edit.h"

namespace sparkify {

namespace {

std::string what_is_left(const std::vector<std::string>& present, const std::string& go_on,
                         const std::string& removal) {
    if (go_on.starts_with(removal)) return fmt::format("not all is gone yet; `{}` goes on", go_on);
    return fmt::format("{}; `{}` goes on, `{}` removes it",
                       present.empty() ? "what was made so far is there"
                                       : fmt::format("this is there: {}", fmt::join(present, ", ")),
                       go_on, removal);
}

}  // namespace

void add_timeout(Parameters& parameters, ClusterOptions& options) {
    constexpr std::uint32_t kDay = 24 * 60;
    parameters.add_count("--timeout", options.timeout_minutes,
                         "Minutes to wait for AWS before giving up (default: 60)", {1, kDay});
}

void change_cluster(Session& session, const ClusterOptions& options, const std::string& go_on,
                    const std::function<void(Waiting&, ClusterDisplay&)>& change) {
    ClusterDisplay display(session, options.dry_run);
    Waiting waiting(std::chrono::minutes(options.timeout_minutes), session.stop().get_token(),
                    display, options.dry_run);
    try {
        change(waiting, display);
    } catch (const Error&) {
        if (!options.dry_run)
            session.warn(
                what_is_left(display.present(), go_on, command_line(session, "cluster delete")));
        throw;
    }
}

void write_connection(Session& session, const std::string& host, const std::string& role_arn) {
    const std::string& file = session.settings().config_file;
    std::string text = read_config_file(file);
    text = with_value(text, "CLUSTER", "HOST", host);
    text = with_value(text, "IAM_ROLE", "ARN", role_arn);
    replace_config_file(file, text);
}

std::string command_line(const Session& session, const std::string& command) {
    const auto& config = session.options().settings.config;
    return config ? fmt::format("sparkify --config {} {}", *config, command)
                  : fmt::format("sparkify {}", command);
}

}  // namespace sparkify
