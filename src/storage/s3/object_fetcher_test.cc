#include "storage/s3/object_fetcher.h"

#include <charconv>
#include <ctime>
#include <memory>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include "aws/test_server.h"
#include "base/error.h"

namespace sparkify {
namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t kMegabyte = 1'000'000;

/// What every object of these tests has from a place on: letters in an order that no power of two
/// divides.
std::string bytes_of(std::uint64_t begin, std::uint64_t size) {
    static const std::string pattern = [] {
        std::string letters;
        for (int round = 0; round < 4096; ++round)
            letters += "abcdefghijklmnopqrstuvw";
        return letters;
    }();
    std::string bytes;
    auto at = static_cast<std::size_t>(begin % 23);
    while (bytes.size() < size) {
        bytes.append(pattern, at, static_cast<std::size_t>(size) - bytes.size());
        at = 0;
    }
    return bytes;
}

std::uint64_t number_behind(std::string_view text, std::string_view mark) {
    const std::size_t at = text.find(mark);
    std::uint64_t number = 0;
    if (at != std::string_view::npos)
        std::from_chars(text.data() + at + mark.size(), text.data() + text.size(), number);
    return number;
}

/// Answers as S3 does: the whole object, whose size its name says ("/bucket/1-size250"), or a
/// range.
TestServer::Answer serve(std::string_view head) {
    const std::uint64_t size = number_behind(head, "-size");
    const std::uint64_t begin = number_behind(head, "Range: bytes=");
    if (head.find("Range: ") == std::string_view::npos) return {200, bytes_of(0, size)};
    const std::uint64_t end = number_behind(head.substr(head.find("Range: ")), "-") + 1;
    return {206, bytes_of(begin, end - begin),
            fmt::format("Content-Range: bytes {}-{}/{}\r\n", begin, end - 1, size)};
}

std::vector<Object> objects_of(std::size_t count, std::uint64_t size) {
    std::vector<Object> objects;
    for (std::size_t index = 0; index < count; ++index)
        objects.push_back({fmt::format("s3://bucket/{}-size{}", index, size), size, "tag"});
    return objects;
}

/// Fetches from a server, unsigned.
class Fetching {
  public:
    Fetching(TestServer& server, std::vector<Object> objects, ObjectFetcher::Options options)
        : objects_(std::move(objects)) {
        AwsSettings settings;
        settings.endpoints[AwsService::s3].url = server.url();
        settings.sign = false;
        const auto access = std::make_shared<AwsAccess>(
            settings, [](std::string_view) { return std::nullopt; }, stop_.get_token(),
            [](const std::string&) {});
        requests_ = std::make_unique<S3Requests>(access);
        fetcher_ = std::make_unique<ObjectFetcher>(*requests_, objects_, options, retries_);
    }

    [[nodiscard]] ObjectFetcher& fetcher() { return *fetcher_; }
    [[nodiscard]] std::uint64_t retries() const { return retries_; }
    void stop() { stop_.request_stop(); }

  private:
    std::vector<Object> objects_;
    std::stop_source stop_;
    std::atomic<std::uint64_t> retries_ = 0;
    std::unique_ptr<S3Requests> requests_;
    std::unique_ptr<ObjectFetcher> fetcher_;
};

/// Reads to the end, and compares every byte.
std::uint64_t read_all(ObjectStream& content) {
    std::vector<char> buffer(100'000);
    std::uint64_t read = 0;
    while (const std::size_t count = content.read(buffer)) {
        EXPECT_TRUE(std::string_view(buffer.data(), count) == bytes_of(read, count)) << read;
        read += count;
    }
    return read;
}

const ObjectFetcher::Options kUsual{std::nullopt, 4, 100 * kMegabyte};

TEST(ObjectFetcher, HandsOutEveryObjectOnceToAllThreads) {
    TestServer server(serve);
    Fetching fetching(server, objects_of(500, 250), kUsual);
    std::mutex mutex;
    std::multiset<std::string> seen;
    std::vector<std::jthread> threads;
    for (int index = 0; index < 4; ++index)
        threads.emplace_back([&] {
            while (const auto opened = fetching.fetcher().next()) {
                EXPECT_EQ(read_all(*opened->content), 250U);
                const std::lock_guard lock(mutex);
                seen.insert(opened->object->key);
            }
        });
    threads.clear();
    EXPECT_EQ(seen.size(), 500U);
    EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 500U);
    EXPECT_EQ(fetching.retries(), 0U);
}

TEST(ObjectFetcher, HandsOutALargeObjectInTheOrderOfItsBytes) {
    TestServer server(serve);
    constexpr std::uint64_t kSize = 3 * Download::kPartBytes + 12'345;
    Fetching fetching(server, objects_of(2, kSize), kUsual);
    for (int index = 0; index < 2; ++index) {
        const auto opened = fetching.fetcher().next();
        ASSERT_TRUE(opened);
        EXPECT_EQ(read_all(*opened->content), kSize);
    }
    EXPECT_FALSE(fetching.fetcher().next());
}

TEST(ObjectFetcher, HasNoMoreInFlightThanItMay) {
    TestServer server([](std::string_view head) {
        std::this_thread::sleep_for(milliseconds(2));
        return serve(head);
    });
    ObjectFetcher::Options options = kUsual;
    options.concurrency = 7;
    Fetching fetching(server, objects_of(200, 250), options);
    while (const auto opened = fetching.fetcher().next())
        read_all(*opened->content);
    EXPECT_LE(server.most_at_once(), 7);
    EXPECT_GE(server.most_at_once(), 5);
}

TEST(ObjectFetcher, AsksForNothingMoreWhileNobodyReads) {
    TestServer server(serve);
    ObjectFetcher::Options options = kUsual;
    options.buffer_bytes = kMegabyte;
    Fetching fetching(server, objects_of(100, kMegabyte / 10), options);
    std::this_thread::sleep_for(milliseconds(100));
    const std::clock_t before = std::clock();
    std::this_thread::sleep_for(milliseconds(300));
    EXPECT_LT(std::clock() - before, CLOCKS_PER_SEC / 10) << "it waits without work";
    EXPECT_LE(server.requests(), 10);
    std::size_t count = 0;
    for (; const auto opened = fetching.fetcher().next(); ++count)
        EXPECT_EQ(read_all(*opened->content), kMegabyte / 10);
    EXPECT_EQ(count, 100U);
}

TEST(ObjectFetcher, CountsWhatTinyObjectsTakeBesideTheirBytes) {
    TestServer server(serve);
    ObjectFetcher::Options options = kUsual;
    options.buffer_bytes = kMegabyte;
    Fetching fetching(server, objects_of(5'000, 1), options);
    std::this_thread::sleep_for(milliseconds(500));
    EXPECT_LE(server.requests(), 1'000);
}

TEST(ObjectFetcher, GoesOnWithABufferSmallerThanAPart) {
    TestServer server(serve);
    ObjectFetcher::Options options = kUsual;
    options.buffer_bytes = 1000;
    constexpr std::uint64_t kSize = Download::kPartBytes + 1;
    Fetching fetching(server, objects_of(3, kSize), options);
    std::vector<std::jthread> threads;
    for (int index = 0; index < 2; ++index)
        threads.emplace_back([&] {
            while (const auto opened = fetching.fetcher().next())
                EXPECT_EQ(read_all(*opened->content), kSize);
        });
}

TEST(ObjectFetcher, TellsAllThreadsOfAFailure) {
    TestServer server([](std::string_view head) {
        if (head.find("/bucket/50-") != std::string_view::npos) return TestServer::Answer{403};
        return serve(head);
    });
    Fetching fetching(server, objects_of(100, 250), kUsual);
    std::atomic<int> failures = 0;
    std::vector<std::jthread> threads;
    for (int index = 0; index < 3; ++index)
        threads.emplace_back([&] {
            try {
                while (const auto opened = fetching.fetcher().next())
                    read_all(*opened->content);
            } catch (const Error& error) {
                EXPECT_EQ(error.code(), ErrorCode::access_denied);
                ++failures;
            }
        });
    threads.clear();
    EXPECT_EQ(failures, 3);
}

TEST(ObjectFetcher, WakesAReaderOfALargeObjectThatFails) {
    TestServer server([](std::string_view head) {
        if (head.find("bytes=0-") != std::string_view::npos) return serve(head);
        std::this_thread::sleep_for(milliseconds(50));
        return TestServer::Answer{403};
    });
    Fetching fetching(server, objects_of(1, 2 * Download::kPartBytes), kUsual);
    EXPECT_THROW(
        {
            const auto opened = fetching.fetcher().next();
            read_all(*opened->content);
        },
        Error);
}

TEST(ObjectFetcher, CanBeAbandoned) {
    TestServer server([](std::string_view head) {
        std::this_thread::sleep_for(milliseconds(20));
        return serve(head);
    });
    Fetching fetching(server, objects_of(10'000, 250), kUsual);
    static_cast<void>(fetching.fetcher().next());
}

TEST(ObjectFetcher, EndsWhenItIsStopped) {
    TestServer server([](std::string_view head) {
        std::this_thread::sleep_for(milliseconds(300));
        return serve(head);
    });
    Fetching fetching(server, objects_of(10'000, 250), kUsual);
    std::jthread stopper([&] {
        std::this_thread::sleep_for(milliseconds(50));
        fetching.stop();
    });
    try {
        while (fetching.fetcher().next()) {
        }
        FAIL() << "it was not stopped";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::interrupted);
    }
}

TEST(ObjectFetcher, VerifiesTheChecksumOfALargeObject) {
    constexpr std::uint64_t kSize = Download::kPartBytes + 1000;
    const auto sum = make_checksum("crc32c");
    sum->add(bytes_of(0, kSize));
    const std::string right = sum->text();
    for (const std::string& stated : {right, std::string("AAAAAA==")}) {
        TestServer server([&](std::string_view head) {
            TestServer::Answer answer = serve(head);
            if (head.starts_with("HEAD"))
                answer = {200, "", "x-amz-checksum-crc32c: " + stated + "\r\n"};
            return answer;
        });
        Fetching fetching(server, objects_of(1, kSize), kUsual);
        const auto opened = fetching.fetcher().next();
        if (stated == right)
            EXPECT_EQ(read_all(*opened->content), kSize);
        else
            EXPECT_THROW(read_all(*opened->content), Error);
    }
}

}  // namespace
}  // namespace sparkify
