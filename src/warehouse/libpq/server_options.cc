#include "warehouse/libpq/server_options.h"

#include <utility>

#include <fmt/format.h>

#include "base/process_name.h"

namespace sparkify {
namespace {

constexpr std::chrono::seconds kBeforeFirstProbe{30};
constexpr std::chrono::seconds kBetweenProbes{10};

/// Also while nothing is to be sent.
void notice_loss_within(std::chrono::seconds silence, ConnectionParameters& parameters) {
    const auto probes = (silence - kBeforeFirstProbe) / kBetweenProbes;
    parameters.set_default("keepalives_idle", std::to_string(kBeforeFirstProbe.count()));
    parameters.set_default("keepalives_interval", std::to_string(kBetweenProbes.count()));
    parameters.set_default("keepalives_count", std::to_string(probes));
    parameters.set_default("tcp_user_timeout",
                           std::to_string(std::chrono::milliseconds(silence).count()));
}

}  // namespace

PgConnection::Options connection_options_of(ServerOptions options) {
    PgConnection::Options made{.parameters = {options.server, options.source},
                               .engine = options.engine,
                               .interrupt = std::move(options.interrupt),
                               .stop = std::move(options.stop),
                               .on_notice = [log = std::move(options.log)](const PgNotice& notice) {
                                   log(fmt::format("{}: {}", notice.severity, notice.message));
                               }};
    made.parameters.set("client_encoding", "UTF8");
    made.parameters.set_default("application_name", "sparkify: " + this_process());
    notice_loss_within(options.silence, made.parameters);
    return made;
}

}  // namespace sparkify
