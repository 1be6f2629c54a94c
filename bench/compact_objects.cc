// Reads many objects, makes few of them and writes those: what is done for Redshift with small
// objects.
//
//     compact_objects s3://BUCKET/PREFIX ENDPOINT_URL WRITE_ENDPOINT_URL [CONCURRENCY]

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "aws/aws_access.h"
#include "base/error.h"
#include "pipeline/staging_load.h"
#include "storage/s3/s3_store.h"
#include "warehouse/redshift/compaction.h"

namespace {

constexpr std::uint64_t kBufferBytes = 125'000'000;
constexpr unsigned kThreads = 2;
constexpr std::uint64_t kSlices = 4;

std::unique_ptr<sparkify::S3Store> store_at(const char* endpoint, const char* concurrency) {
    sparkify::AwsSettings settings;
    settings.endpoints[sparkify::AwsService::s3].url = endpoint;
    if (concurrency != nullptr)
        settings.concurrency = static_cast<unsigned>(std::atoi(concurrency));
    return std::make_unique<sparkify::S3Store>(
        std::make_shared<sparkify::AwsAccess>(settings, sparkify::process_environment(),
                                              std::stop_token(), [](const std::string&) {}),
        kBufferBytes);
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 4) return 2;
    const auto from = store_at(argv[2], argc > 4 ? argv[4] : nullptr);
    const auto to = store_at(argv[3], nullptr);
    const auto model = sparkify::Model::embedded();
    const auto plan = sparkify::plan_staging(model, "staging_songs", *from, argv[1], "");
    sparkify::RejectLog rejects(0);
    sparkify::ReadProgress progress;
    sparkify::RecordSource source(*from, plan.listed, plan.columns, plan.paths, rejects, progress);
    sparkify::CompactionPlan compaction;
    compaction.name = plan.table;
    compaction.threads = kThreads;
    compaction.slices = kSlices;
    compaction.memory_bytes = kBufferBytes;
    const auto begin = std::chrono::steady_clock::now();
    const auto locations =
        sparkify::compact(source, compaction, [&](const std::string& name, std::string bytes) {
            const std::string location = "s3://bench/staging/" + name;
            to->put(location, std::move(bytes));
            return location;
        });
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    fmt::print("{} objects, {} records, {:.3f} s, {} objects written, {} rejects\n",
               plan.listed.size(), progress.records.load(), time.count(), locations.size(),
               rejects.count());
    return 0;
} catch (const sparkify::Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
}
