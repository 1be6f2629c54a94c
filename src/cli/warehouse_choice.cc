#include "cli/warehouse_choice.h"

#include <chrono>
#include <string>

#include "cli/logging.h"
#include "cli/memory_shares.h"
#include "warehouse/duckdb/duckdb_access.h"
#include "warehouse/postgres/postgres_access.h"
#include "warehouse/redshift/redshift_access.h"

namespace sparkify {
namespace {

/// How long readers wait for a run, and runs for readers, which are brief, before they give up.
constexpr std::chrono::milliseconds kPatience{2'000};

DuckDbOptions duckdb_options(Session& session) {
    const MemoryShares shares = memory_shares(session.options(), session.settings());
    return {.file = session.settings().duckdb_file,
            .threads = shares.threads,
            .memory_bytes = shares.duckdb,
            .patience = kPatience};
}

PostgresAccess::Options postgres_options(Session& session) {
    const Settings& settings = session.settings();
    return {.server = settings.server,
            .source = settings.engine_source,
            .threads = memory_shares(session.options(), settings).threads,
            .stop = session.stop().get_token(),
            .log = debug_log()};
}

RedshiftAccess::Options redshift_options(Session& session) {
    const Settings& settings = session.settings();
    const MemoryShares shares = memory_shares(session.options(), settings);
    return {.server = settings.server,
            .settings = settings.redshift,
            .source = settings.engine_source,
            .data = {settings.song_data, settings.log_data},
            .compaction = session.options().compaction,
            .threads = shares.threads,
            .memory_bytes = shares.compacted,
            .stop = session.stop().get_token(),
            .log = debug_log(),
            .warn = [&session](const std::string& message) { session.warn(message); },
            .aws = [&session] { return session.aws(); }};
}

}  // namespace

std::unique_ptr<WarehouseAccess> choose_warehouse(Session& session) {
    switch (session.settings().engine) {
        case Engine::duckdb:
            return std::make_unique<DuckDbAccess>(duckdb_options(session));
        case Engine::postgres:
            return std::make_unique<PostgresAccess>(postgres_options(session));
        case Engine::redshift:
            return std::make_unique<RedshiftAccess>(redshift_options(session));
    }
    return nullptr;
}

}  // namespace sparkify
