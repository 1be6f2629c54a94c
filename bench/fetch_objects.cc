// Lists objects, fetches them all and throws their bytes away: what fetching alone costs.
//
//     fetch_objects s3://BUCKET/PREFIX ENDPOINT_URL [CONCURRENCY [OBJECTS]]
//
// OBJECTS: only so many, the first ones.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "aws/aws_access.h"
#include "base/error.h"
#include "storage/s3/s3_store.h"

namespace {

constexpr std::uint64_t kBufferBytes = 125'000'000;  // what etl allows itself of its 2 GB
constexpr std::size_t kReadBytes = std::size_t{256} << 10;
constexpr int kThreads = 2;

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 3) return 2;
    sparkify::AwsSettings settings;
    settings.endpoints[sparkify::AwsService::s3].url = argv[2];
    if (argc > 3) settings.concurrency = static_cast<unsigned>(std::atoi(argv[3]));
    sparkify::S3Store store(
        std::make_shared<sparkify::AwsAccess>(settings, sparkify::process_environment(),
                                              std::stop_token(), [](const std::string&) {}),
        kBufferBytes);
    auto objects = store.list(argv[1]);
    if (argc > 4)
        objects.resize(std::min<std::size_t>(objects.size(), std::strtoul(argv[4], nullptr, 10)));
    std::atomic<std::uint64_t> bytes = 0;
    const auto begin = std::chrono::steady_clock::now();
    const auto queue = store.open_all(objects);
    std::vector<std::jthread> threads;
    for (int index = 0; index < kThreads; ++index)
        threads.emplace_back([&] {
            std::vector<char> buffer(kReadBytes);
            while (const auto opened = queue->next())
                while (const std::size_t count = opened->content->read(buffer))
                    bytes += count;
        });
    threads.clear();
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    fmt::print("{} objects, {} bytes, {:.3f} s, {:.0f} objects/s, {:.0f} MB/s, {} retries\n",
               objects.size(), bytes.load(), time.count(),
               static_cast<double>(objects.size()) / time.count(),
               static_cast<double>(bytes) / time.count() / 1e6, store.retries());
    return 0;
} catch (const sparkify::Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
}
