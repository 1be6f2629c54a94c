#include "cli/global_options.h"

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/byte_size.h"
#include "base/error.h"
#include "cli/option_checks.h"

namespace sparkify {
namespace {

constexpr const char* kGroup = "Options of all commands";
constexpr const char* kS3Group = "Options for data in S3";
constexpr const char* kRedshiftGroup = "Options for Redshift";

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
void add_choice(CLI::App& app, const char* name, Choice& choice,
                const std::map<std::string, Choice>& choices, const char* names,
                const char* description, const char* group = kGroup) {
    std::vector<std::string> words;
    for (const auto& [word, meaning] : choices)
        words.push_back(word);
    app.add_option_function<std::string>(
           name, [&choice, choices](const std::string& text) { choice = choices.at(text); },
           description)
        ->check(one_of(words))
        ->type_name(names)
        ->group(group);
}

void add_s3_options(CLI::App& app, AwsFlags& aws) {
    const auto add = [&app](const char* name, auto& value, const char* type,
                            const char* description) {
        return app.add_option(name, value, description)->type_name(type)->group(kS3Group);
    };
    add("--region", aws.region, "NAME", "Region of the buckets (default: S3 says which)");
    add("--profile", aws.profile, "NAME", "Use the keys and the region of this AWS profile");
    add("--endpoint-url", aws.endpoint_url, "URL", "Ask this S3 instead of Amazon's");
    app.add_flag("--no-sign-request", aws.no_sign_request,
                 "Ask as the public does, without credentials")
        ->group(kS3Group);
    app.add_flag("--requester-pays", aws.requester_pays,
                 "Agree to pay for what is read from a requester-pays bucket")
        ->group(kS3Group);
    add("--concurrency", aws.concurrency, "N",
        "Requests in flight at most (default: found by measuring)")
        ->check(number_between(1, 1024));
}

void add_redshift_options(CLI::App& app, GlobalOptions& options) {
    const auto add = [&app](const char* name, auto& value, const char* type,
                            const char* description) {
        return app.add_option(name, value, description)->type_name(type)->group(kRedshiftGroup);
    };
    add("--staging", options.settings.redshift.staging, "PLACE",
        "s3://BUCKET/PREFIX for manifests and compacted objects, which are removed after the load");
    add("--iam-role", options.settings.redshift.iam_role, "ARN",
        "Role by which the cluster reads S3, or default");
    add_choice(app, "--compact", options.compaction.when,
               {{"auto", Compaction::automatic},
                {"always", Compaction::always},
                {"never", Compaction::never}},
               "auto|always|never",
               "Whether small objects are made into few large ones before the cluster reads them",
               kRedshiftGroup);
    add("--compact-from", options.compaction.from_objects, "N",
        "Small objects from which on auto does it (default 100)")
        ->check(number_between(1, 1'000'000'000));
}

}  // namespace

void add_global_options(CLI::App& app, GlobalOptions& options) {
    SettingFlags& settings = options.settings;
    const auto add = [&app](const char* name, auto& value, const char* type,
                            const char* description) {
        return app.add_option(name, value, description)->type_name(type)->group(kGroup);
    };
    add("-c,--config", settings.config, "FILE", "Read this file instead of dwh.cfg");
    add("-w,--warehouse", settings.warehouse, "URL",
        "Where the tables live: duckdb:FILE (default duckdb:sparkify.duckdb), "
        "postgres://USER@HOST/DB, or redshift, which dwh.cfg describes");
    add("--log-data", settings.log_data, "PLACE",
        "Folder, pattern, file or s3://BUCKET/PREFIX of the activity logs");
    add("--song-data", settings.song_data, "PLACE",
        "Folder, pattern, file or s3://BUCKET/PREFIX of the song metadata");
    add("--log-jsonpath", settings.log_jsonpath, "FILE",
        "JSONPaths file of the logs, or auto (default: the known layout)");
    add("--model", options.model_folder, "DIR", "Read the SQL model from this folder");
    add_choice(app, "-o,--output", options.output,
               {{"human", OutputForm::human}, {"json", OutputForm::json}}, "human|json",
               "How results are written to standard output");
    add_choice(app, "--progress", options.progress,
               {{"auto", ProgressMode::automatic},
                {"json", ProgressMode::json},
                {"none", ProgressMode::none}},
               "auto|json|none", "How progress is written to standard error");
    add("-j,--threads", options.threads, "N", "Threads to use (default: one per core)")
        ->check(number_between(1, 1024));
    app.add_option_function<std::string>(
           "--memory",
           [&options](const std::string& text) { options.memory_bytes = parse_memory(text); },
           "Memory to use, as 512MB or 2GB (default: 2GB)")
        ->type_name("SIZE")
        ->group(kGroup);
    add("--log-level", options.log_level, "trace|debug|info|warn|error|off",
        "How much is logged to standard error")
        ->check(one_of({"trace", "debug", "info", "warn", "error", "off"}));
    add("--log-format", options.log_format, "text|json", "How log lines are written")
        ->check(one_of({"text", "json"}));
    add_s3_options(app, settings.aws);
    add_redshift_options(app, options);
}

}  // namespace sparkify
