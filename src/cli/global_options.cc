#include "cli/global_options.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/byte_size.h"
#include "base/error.h"
#include "cli/parameters.h"

namespace sparkify {
namespace {

/// With less DuckDB cannot load and transform whatever comes, not even with one thread.
constexpr std::uint64_t kLeastMemoryBytes = 250'000'000;

std::uint64_t parse_memory(const std::string& text) {
    const std::uint64_t bytes = parse_byte_size(text);
    if (bytes < kLeastMemoryBytes)
        throw Error(ErrorCode::usage, {fmt::format("--memory {} is too little", text), "", "",
                                       "allow 250MB or more"});
    return bytes;
}

template <typename Choice>
void add_choice(Parameters& parameters, const std::string& names, Choice& choice,
                const std::vector<std::pair<std::string, Choice>>& choices,
                const std::string& description) {
    std::vector<std::string> words;
    for (const auto& [word, meaning] : choices)
        words.push_back(word);
    const auto take = [&choice, choices](const std::string& text) {
        choice = std::ranges::find(choices, text, &std::pair<std::string, Choice>::first)->second;
    };
    parameters.add_choice(names, words, take, description);
}

void add_s3_options(Parameters parameters, AwsFlags& aws) {
    parameters.add_text("--region", aws.region, "NAME",
                        "Region of the buckets (default: S3 says which), and of the cluster");
    parameters.add_text("--profile", aws.profile, "NAME",
                        "Use the keys and the region of this AWS profile");
    parameters.add_text("--endpoint-url", aws.endpoint_url, "URL",
                        "Ask this S3 instead of Amazon's");
    parameters.add_flag("--no-sign-request", aws.no_sign_request,
                        "Ask as the public does, without credentials");
    parameters.add_flag("--requester-pays", aws.requester_pays,
                        "Agree to pay for what is read from a requester-pays bucket");
    parameters.add_count("--concurrency", aws.concurrency,
                         "Requests in flight at most (default: found by measuring)", {1, 1024});
}

void add_redshift_options(Parameters parameters, RedshiftFlags& redshift,
                          CompactionRule& compaction) {
    parameters.add_text(
        "--staging", redshift.staging, "PLACE",
        "s3://BUCKET/PREFIX for manifests and compacted objects, which are removed after the load");
    parameters.add_text("--iam-role", redshift.iam_role, "ARN",
                        "Role by which the cluster reads S3, or default");
    add_choice(parameters, "--compact", compaction.when,
               {{"auto", Compaction::automatic},
                {"always", Compaction::always},
                {"never", Compaction::never}},
               "Whether small objects are made into few large ones before the cluster reads them");
    parameters.add_count("--compact-from", compaction.from_objects,
                         "Small objects from which on auto does it (default 100)",
                         {1, 1'000'000'000});
}

}  // namespace

void add_global_options(CLI::App& app, GlobalOptions& options) {
    SettingFlags& settings = options.settings;
    Parameters parameters(app, "Options of all commands");
    parameters.add_text("-c,--config", settings.config, "FILE",
                        "Read this file instead of dwh.cfg");
    parameters.add_text("-w,--warehouse", settings.warehouse, "URL",
                        "Where the tables live: duckdb:FILE (default duckdb:sparkify.duckdb), "
                        "postgres://USER@HOST/DB, or redshift, which dwh.cfg describes");
    parameters.add_text("--log-data", settings.log_data, "PLACE",
                        "Folder, pattern, file or s3://BUCKET/PREFIX of the activity logs");
    parameters.add_text("--song-data", settings.song_data, "PLACE",
                        "Folder, pattern, file or s3://BUCKET/PREFIX of the song metadata");
    parameters.add_text("--log-jsonpath", settings.log_jsonpath, "FILE",
                        "JSONPaths file of the logs, or auto (default: the known layout)");
    parameters.add_text("--model", options.model_folder, "DIR",
                        "Read the SQL model from this folder");
    add_choice(parameters, "-o,--output", options.output,
               {{"human", OutputForm::human}, {"json", OutputForm::json}},
               "How results are written to standard output");
    add_choice(parameters, "--progress", options.progress,
               {{"auto", ProgressMode::automatic},
                {"json", ProgressMode::json},
                {"none", ProgressMode::none}},
               "How progress is written to standard error");
    parameters.add_count("-j,--threads", options.threads, "Threads to use (default: one per core)",
                         {1, 1024});
    parameters.add_translated(
        "--memory",
        [&options](const std::string& text) { options.memory_bytes = parse_memory(text); }, "SIZE",
        "Memory to use, as 512MB or 2GB (default: 2GB)");
    parameters.add_choice(
        "--log-level", {"trace", "debug", "info", "warn", "error", "off"},
        [&options](const std::string& word) { options.log_level = word; },
        "How much is logged to standard error");
    parameters.add_choice(
        "--log-format", {"text", "json"},
        [&options](const std::string& word) { options.log_format = word; },
        "How log lines are written");
    add_s3_options(Parameters(app, "Options for data in S3"), settings.aws);
    add_redshift_options(Parameters(app, "Options for Redshift"), settings.redshift,
                         options.compaction);
}

}  // namespace sparkify
