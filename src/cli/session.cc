#include "cli/session.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "base/error.h"
#include "base/message_log.h"
#include "cli/full_path.h"
#include "report/text_sink.h"
#include "storage/s3/s3_location.h"
#include "storage/s3/s3_store.h"
#include "storage/store_by_scheme.h"
#include "warehouse/duckdb/duckdb_access.h"
#include "warehouse/postgres/postgres_access.h"
#include "warehouse/redshift/redshift_access.h"

namespace sparkify {
namespace {

using std::chrono::milliseconds;

/// How long readers wait for a run, and runs for readers, which are brief, before they give up.
constexpr milliseconds kPatience{2'000};

constexpr std::uint64_t kDefaultMemoryBytes = 2'000'000'000;

/// What the readers of records take of the memory: blocks, indexes and batches of one thread.
constexpr std::uint64_t kReaderBytesPerThread = 32'000'000;

/// A thread needs this much, be it to read, to store or to transform.
constexpr std::uint64_t kBytesPerThread = 100'000'000;

/// Of the memory, for objects that have arrived from S3 and were not read yet.
constexpr std::uint64_t kFetchedShare = 16;

/// Of the memory, for objects that are made for Redshift and were not written yet.
constexpr std::uint64_t kCompactedShare = 4;

/// "s3:/bucket/key", "S3://bucket/key"
bool looks_like_s3(std::string_view location) {
    return location.starts_with("s3:") || location.starts_with("S3:") ||
           location.starts_with("s3//");
}

MessageLog debug_log() {
    return [](const std::string& message) { spdlog::debug("{}", message); };
}

std::uint64_t total_memory(std::uint64_t asked_for) {
    return asked_for > 0 ? asked_for : kDefaultMemoryBytes;
}

/// As many threads as were asked for, unless the memory is for fewer.
unsigned threads_within(std::uint64_t total, unsigned threads) {
    return static_cast<unsigned>(std::clamp<std::uint64_t>(total / kBytesPerThread, 1, threads));
}

/// What to set as DuckDB's limit, so that the whole process stays within `memory_bytes`. Of what
/// DuckDB takes, up to two fifths are not counted against its limit (measured with 20 million
/// events). `fetched_bytes`: what is kept of objects that have arrived.
std::uint64_t duckdb_memory(std::uint64_t total, unsigned threads, std::uint64_t fetched_bytes) {
    const std::uint64_t readers = kReaderBytesPerThread * std::max(threads, 1U) + fetched_bytes;
    const std::uint64_t rest = total > readers ? total - readers : 0;
    return std::max(rest * 3 / 5, total / 2);
}

}  // namespace

Session::Session(GlobalOptions options, Terminal terminal, const CLI::App& program)
    : options_(std::move(options)), terminal_(terminal), program_(&program) {
    if (options_.threads == 0) options_.threads = std::max(1U, std::thread::hardware_concurrency());
}

const Settings& Session::settings() {
    if (settings_) return *settings_;
    settings_ =
        std::make_unique<Settings>(resolve_settings(options_.settings, process_environment()));
    for (const std::string& warning : settings_->warnings)
        warn(warning);
    return *settings_;
}

void Session::be_impatient() {
    static_cast<void>(settings());
    if (settings_->aws.max_attempts.empty()) settings_->aws.max_attempts = "2";
}

Model Session::model() const {
    return options_.model_folder.empty() ? Model::embedded() : Model::read(options_.model_folder);
}

std::unique_ptr<ObjectStore> Session::open_store() {
    return std::make_unique<StoreByScheme>(
        [this] { return std::make_unique<S3Store>(aws(), fetch_buffer_bytes()); });
}

std::string Session::full_location(const std::string& location, std::string_view flag) {
    if (location.empty())
        throw Error(
            ErrorCode::configuration,
            {fmt::format("nothing says where the data is ({})", flag), "", "",
             fmt::format("set it in dwh.cfg (`sparkify init` writes one) or with {}", flag)});
    if (is_in_s3(location)) return parse_s3_location(location).url();
    if (looks_like_s3(location))
        throw Error(ErrorCode::configuration, {"this is nearly a place in S3", location, "",
                                               "write s3://BUCKET/PREFIX, in lower case"});
    return location.find("://") == std::string::npos ? full_path(location) : location;
}

std::shared_ptr<AwsAccess> Session::aws() {
    if (!aws_)
        aws_ = std::make_shared<AwsAccess>(settings().aws, process_environment(), stop_.get_token(),
                                           debug_log());
    return aws_;
}

std::shared_ptr<RunLock> Session::lock_warehouse() {
    return warehouse_access().lock();
}

std::unique_ptr<Warehouse> Session::open_warehouse(std::shared_ptr<RunLock> lock) {
    return warehouse_access().open(std::move(lock));
}

bool Session::warehouse_exists() {
    return warehouse_access().exists();
}

std::unique_ptr<Warehouse> Session::open_warehouse_to_read() {
    return warehouse_access().open_to_read();
}

WarehouseAccess& Session::warehouse_access() {
    if (!warehouse_access_) warehouse_access_ = make_warehouse_access();
    return *warehouse_access_;
}

std::unique_ptr<WarehouseAccess> Session::make_warehouse_access() {
    switch (settings().engine) {
        case Engine::duckdb:
            return std::make_unique<DuckDbAccess>(duckdb_options());
        case Engine::postgres:
            return std::make_unique<PostgresAccess>(PostgresAccess::Options{
                .server = settings().server,
                .source = settings().engine_source,
                .threads = threads_within(total_memory(options_.memory_bytes), options_.threads),
                .stop = stop_.get_token(),
                .log = debug_log()});
        case Engine::redshift:
            return std::make_unique<RedshiftAccess>(redshift_options());
    }
    return nullptr;
}

RedshiftAccess::Options Session::redshift_options() {
    const std::uint64_t total = total_memory(options_.memory_bytes);
    return {.server = settings().server,
            .settings = settings().redshift,
            .source = settings().engine_source,
            .data = {settings().song_data, settings().log_data},
            .compaction = options_.compaction,
            .threads = threads_within(total, options_.threads),
            .memory_bytes = total / kCompactedShare,
            .stop = stop_.get_token(),
            .log = debug_log(),
            .warn = [this](const std::string& message) { warn(message); },
            .aws = [this] { return aws(); }};
}

DuckDbOptions Session::duckdb_options() {
    const std::uint64_t total = total_memory(options_.memory_bytes);
    const unsigned threads = threads_within(total, options_.threads);
    return {.file = settings().duckdb_file,
            .threads = threads,
            .memory_bytes = duckdb_memory(total, threads, fetch_buffer_bytes()),
            .patience = kPatience};
}

/// Nothing, unless something is in S3.
std::uint64_t Session::fetch_buffer_bytes() {
    const bool fetches = is_in_s3(settings().log_data) || is_in_s3(settings().song_data);
    return fetches ? total_memory(options_.memory_bytes) / kFetchedShare : 0;
}

void Session::print(std::string_view text) {
    sink_to(stdout)(text);
}

void Session::print_of_done(std::string_view text, std::string_view done) const {
    // A reader that has gone is to be an error of write(2), not the end of the process.
    const auto before = std::signal(SIGPIPE, SIG_IGN);
    try {
        print(text);
        flush(stdout);
    } catch (const Error& error) {
        std::clearerr(stdout);
        warn(fmt::format("{}, but the summary is lost: {}", done, error.what()));
    }
    std::signal(SIGPIPE, before);
}

void Session::warn(std::string_view what) const {
    const std::string text = warning_report(what, error_form());
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void Session::tell(const Error& error) const {
    std::fflush(stdout);
    const std::string text = error_report(error, error_form());
    std::fwrite(text.data(), 1, text.size(), stderr);
}

ErrorForm Session::error_form() const {
    if (json()) return ErrorForm::json;
    return terminal_.stderr_colour ? ErrorForm::colour : ErrorForm::plain;
}

}  // namespace sparkify
