// Objects that are read in several blocks, compressed or not, by one thread or two, in little
// memory, all end in the same tables.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "generate/generate.h"
#include "ingest/block_reader.h"
#include "pipeline/compression.h"
#include "pipeline/run_fixture.h"
#include "pipeline/table_text.h"
#include "pipeline/thoroughness.h"

namespace sparkify {
namespace {

constexpr std::uint64_t kAnyNumber = 1'000'000;

/// One log object of several megabytes, faulty and odd records among them.
const Delivery& large_delivery() {
    static const Delivery delivery = [] {
        const TemporaryFolder folder;
        GenerateOptions options;
        options.directory = folder.path();
        options.events = by_thoroughness(12'000, 200'000);
        options.songs = 300;
        options.log_objects = 1;
        options.faults = true;
        generate(options);
        return delivery_in(folder.path());
    }();
    return delivery;
}

template <class Change>
Delivery changed(Delivery delivery, Change change) {
    for (Objects* objects : {&delivery.logs, &delivery.songs})
        for (auto& [path, bytes] : *objects)
            bytes = change(bytes);
    return delivery;
}

class LargeObjects : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        const ReadDelivery read = read_by_oracle(large_delivery());
        oracle::OracleWarehouse warehouse;
        warehouse.load(read.events, read.songs);
        expected_ = tables_of(warehouse, RunNumbers::all);
    }

    static void expect_the_same(const Delivery& delivery, unsigned threads,
                                std::uint64_t memory_bytes = 0) {
        EtlRuns runs(threads, memory_bytes);
        runs.run(delivery, {.max_errors = kAnyNumber});
        EXPECT_EQ(difference(tables_of(runs.warehouse(), RunNumbers::all), expected_), "");
    }

    // The same for all tests, and dear to make.
    static Tables expected_;  // NOLINT
};

Tables LargeObjects::expected_;  // NOLINT

TEST_F(LargeObjects, HaveSeveralBlocks) {
    ASSERT_EQ(large_delivery().logs.size(), 1U);
    EXPECT_GT(large_delivery().logs.begin()->second.size(), 4 * BlockReader::kTargetBytes);
}

TEST_F(LargeObjects, ReadByOneThread) {
    expect_the_same(large_delivery(), 1);
}

TEST_F(LargeObjects, ReadByTwoThreads) {
    expect_the_same(large_delivery(), 2);
}

TEST_F(LargeObjects, Gzipped) {
    expect_the_same(changed(large_delivery(), gzipped), 2);
}

TEST_F(LargeObjects, ZstdCompressed) {
    expect_the_same(changed(large_delivery(), zstd_compressed), 2);
}

TEST_F(LargeObjects, WithLinesThatEndInCarriageReturns) {
    const Delivery delivery = changed(large_delivery(), [](const std::string& bytes) {
        std::string out;
        for (const char byte : bytes) {
            if (byte == '\n') out += '\r';
            out += byte;
        }
        return out;
    });
    expect_the_same(delivery, 1);
}

TEST_F(LargeObjects, InLittleMemory) {
    expect_the_same(large_delivery(), 1, std::uint64_t{64} << 20);
}

/// More rows than one thread is used for, in two runs.
TEST(ManyRows, OfTwoRunsReadByTwoThreads) {
    EtlRuns runs(2);
    oracle::OracleWarehouse expected;
    constexpr std::int64_t kRows = 260'000;
    for (const std::int64_t first : {kRows / 2, std::int64_t{1}}) {
        Delivery delivery;
        std::string& records = delivery.logs["events.json"];
        for (std::int64_t number = first; number < first + kRows; ++number)
            records +=
                fmt::format(R"({{"ts":{},"page":"{}","userId":{},"sessionId":{},"level":"paid"}})"
                            "\n",
                            number * 7 % kRows, number % 5 == 0 ? "Home" : "NextSong",
                            number % 1000, number % 3);
        runs.run(delivery);
        const ReadDelivery read = read_by_oracle(delivery);
        expected.load(read.events, read.songs);
    }
    EXPECT_EQ(difference(tables_of(runs.warehouse(), RunNumbers::all),
                         tables_of(expected, RunNumbers::all)),
              "");
}

}  // namespace
}  // namespace sparkify
