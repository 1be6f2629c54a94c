#include "ingest/record_source.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/test_reading.h"

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::size_t kMiB = std::size_t{1} << 20;

const std::vector<Column> kColumns{
    {.name = "id", .type = ColumnType::bigint, .required = true},
    {.name = "name", .type = ColumnType::text, .max_bytes = 64},
};

/// Large and small objects in several layouts, every record with an id of its own, and the rows and
/// rejects that they come to.
class Objects {
  public:
    explicit Objects(std::uint64_t seed = 1) : state_(seed) {
        add("large/lines", 3 * kMiB, "\n", false);
        add("large/no newlines", 3 * kMiB, "", false);
        add("large/pretty", 3 * kMiB, "\n", true);
        for (int i = 0; i < 300; ++i)
            add(fmt::format("small/{:03}", i), i % 7 == 0 ? 0 : 200, "\n", i % 2 == 0);
        std::ranges::sort(rows_);
    }

    [[nodiscard]] MemoryStore& store() { return store_; }

    void expect_read_once(TestReading reading) const {
        std::ranges::sort(reading.rows);
        EXPECT_EQ(reading.records, rows_.size());
        EXPECT_TRUE(reading.rows == rows_);
        std::vector<std::string> rejects;
        for (const Reject& reject : reading.rejects)
            rejects.push_back(fmt::format("{} {} {}", reject.object, reject.line, reject.column));
        EXPECT_TRUE(std::ranges::is_sorted(reading.rejects, {}, [](const Reject& reject) {
            return std::tie(reject.object, reject.line);
        }));
        std::ranges::sort(rejects);
        auto expected = rejects_;
        std::ranges::sort(expected);
        EXPECT_EQ(rejects.size(), expected.size());
        EXPECT_TRUE(rejects == expected);
    }

  private:
    void add(const std::string& key, std::size_t size, std::string_view separator, bool pretty) {
        std::string bytes;
        std::uint64_t line = 1;
        while (bytes.size() < size) {
            state_ = state_ * 6'364'136'223'846'793'005U + 1;
            const std::uint64_t id = ++id_;
            const std::string_view blank = pretty ? "\n  " : "";
            const bool bad = (state_ >> 33) % 100 == 0;
            const bool escaped = (state_ >> 33) % 3 == 0;
            const std::string name = fmt::format("{}{}", escaped ? R"(\u00e9)" : "}{", id);
            const std::string record =
                fmt::format("{{{}\"id\":{},{}\"name\":\"{}\"{}}}", blank,
                            bad ? "\"x\"" : fmt::format("{}", id), blank, name, blank);
            if (bad)
                rejects_.push_back(fmt::format("{} {} id", key, line));
            else
                rows_.push_back(fmt::format("{}|{}{}", id, escaped ? "\u00E9" : "}{", id));
            bytes += record;
            bytes += separator;
            line += static_cast<std::uint64_t>(std::ranges::count(record, '\n')) + separator.size();
        }
        store_.put(key, bytes);
    }

    std::uint64_t state_;
    std::uint64_t id_ = 0;
    MemoryStore store_{200'000};
    std::vector<std::string> rows_;
    std::vector<std::string> rejects_;
};

TEST(RecordSource, ReadsEveryRecordOnceWithOneThread) {
    Objects objects;
    objects.expect_read_once(read_all(objects.store(), kColumns, json_paths_by_name(kColumns), 1));
}

TEST(RecordSource, ReadsEveryRecordOnceWithFourThreads) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        Objects objects(seed);
        objects.expect_read_once(
            read_all(objects.store(), kColumns, json_paths_by_name(kColumns), 4));
    }
}

TEST(RecordSource, ReadsEveryRecordOnceWithReadersThatTakeTurns) {
    Objects objects;
    const auto list = objects.store().list("");
    const auto paths = json_paths_by_name(kColumns);
    RejectLog rejects(kNoLimit);
    ReadProgress progress;
    RecordSource source(objects.store(), list, kColumns, paths, rejects, progress);
    const auto one = source.open_reader();
    const auto two = source.open_reader();
    TestReading reading;
    RecordBatch batch(kColumns);
    const auto read = [&](RecordReader& reader) {
        const bool any = reader.next(batch);
        for (std::size_t row = 0; row < batch.rows(); ++row)
            reading.rows.push_back(row_text(batch, row));
        return any;
    };
    while (read(*one) || read(*two)) {
    }
    reading.records = progress.records;
    reading.rejects = sorted_rejects(rejects);
    objects.expect_read_once(reading);
}

TEST(RecordSource, KeepsTheOrderOfAnObjectWithOneThread) {
    std::string bytes;
    std::vector<std::string> rows;
    for (int id = 0; id < 100'000; ++id) {
        bytes += fmt::format("{{\"id\":{}}}\n", id);
        rows.push_back(fmt::format("{}|~", id));
    }
    EXPECT_TRUE(read_object(bytes, kColumns).rows == rows);
}

TEST(RecordSource, HasNothingWithoutObjects) {
    MemoryStore store;
    const TestReading reading = read_all(store, kColumns, json_paths_by_name(kColumns), 4);
    EXPECT_THAT(reading.rows, IsEmpty());
    EXPECT_EQ(reading.objects, 0U);
}

TEST(RecordSource, HasNothingInEmptyObjects) {
    MemoryStore store;
    store.put("a", "");
    store.put("b", "\n \n");
    const TestReading reading = read_all(store, kColumns, json_paths_by_name(kColumns));
    EXPECT_THAT(reading.rows, IsEmpty());
    EXPECT_THAT(reading.rejects, IsEmpty());
    EXPECT_EQ(reading.objects, 2U);
}

TEST(RecordSource, ReadsThroughBlocksWithoutARow) {
    std::string bytes;
    while (bytes.size() < 3 * kMiB)
        bytes += "{\"id\":\"x\"}\n";
    const TestReading reading = read_object(bytes + "{\"id\":1}", kColumns);
    EXPECT_THAT(reading.rows, ElementsAre("1|~"));
    EXPECT_EQ(reading.rejects.size(), bytes.size() / 11);
}

TEST(RecordSource, KeepsTheTextsOfABatchThatComesFromManyBlocks) {
    // Few rows in each block, so that one batch refers to all of them.
    std::string bytes;
    std::vector<std::string> rows;
    for (int id = 0; id < 12; ++id) {
        bytes += fmt::format("{{\"id\":{},\"name\":\"name {}\",\"x\":\"{}\"}}\n", id, id,
                             std::string(kMiB, 'x'));
        rows.push_back(fmt::format("{}|name {}", id, id));
    }
    EXPECT_EQ(read_object(bytes, kColumns).rows, rows);
}

TEST(RecordSource, EndsABatchBeforeItHoldsTooMuchMemory) {
    std::string bytes;
    for (int id = 0; id < 40; ++id)
        bytes += fmt::format("{{\"id\":{},\"x\":\"{}\"}}\n", id, std::string(kMiB, 'x'));
    MemoryStore store;
    store.put("a", bytes);
    const auto list = store.list("");
    const auto paths = json_paths_by_name(kColumns);
    RejectLog rejects(0);
    ReadProgress progress;
    RecordSource source(store, list, kColumns, paths, rejects, progress);
    const auto reader = source.open_reader();
    RecordBatch batch(kColumns);
    std::size_t rows = 0;
    while (reader->next(batch)) {
        EXPECT_LE(batch.rows(), 20U);
        rows += batch.rows();
    }
    EXPECT_EQ(rows, 40U);
}

TEST(RecordSource, StopsWellBeyondTheLimitOfRejects) {
    std::string bytes;
    while (bytes.size() < 8 * kMiB)
        bytes += "{\"id\":\"x\"}\n";
    MemoryStore store;
    store.put("a", bytes);
    const TestReading reading =
        read_all(store, kColumns, json_paths_by_name(kColumns), 1, /*max_errors=*/5);
    EXPECT_GE(reading.rejects.size(), 5 + RejectLog::kCollectedBeyondLimit);
    EXPECT_LT(reading.bytes, bytes.size());
}

TEST(RecordSource, ReadsOnWithinTheLimitOfRejects) {
    std::string bytes;
    for (int i = 0; i < 3000; ++i)
        bytes += "{\"id\":\"x\"}\n";
    MemoryStore store;
    store.put("a", bytes + "{\"id\":1}");
    const TestReading reading =
        read_all(store, kColumns, json_paths_by_name(kColumns), 1, /*max_errors=*/3000);
    EXPECT_EQ(reading.rejects.size(), 3000U);
    EXPECT_THAT(reading.rows, ElementsAre("1|~"));
}

TEST(RecordSource, CountsObjectsBytesAndRecords) {
    MemoryStore store;
    store.put("a", "{\"id\":1}{\"id\":2}");
    store.put("b", "{\"id\":\"x\"}");
    const TestReading reading = read_all(store, kColumns, json_paths_by_name(kColumns));
    EXPECT_EQ(reading.objects, 2U);
    EXPECT_EQ(reading.bytes, 26U);
    EXPECT_EQ(reading.records, 2U);
}

TEST(RecordSource, NamesTheObjectOfEachReject) {
    MemoryStore store;
    store.put("a", "{\"id\":1}\n{}");
    store.put("b", "{}");
    const TestReading reading = read_all(store, kColumns, json_paths_by_name(kColumns));
    ASSERT_EQ(reading.rejects.size(), 2U);
    EXPECT_EQ(reading.rejects[0].object, "a");
    EXPECT_EQ(reading.rejects[0].line, 2U);
    EXPECT_EQ(reading.rejects[1].object, "b");
    EXPECT_EQ(reading.rejects[1].line, 1U);
}

}  // namespace
}  // namespace sparkify
