#include "warehouse/redshift/compaction.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "ingest/decoded_stream.h"
#include "ingest/json_paths.h"
#include "storage/memory_store.h"

namespace sparkify {
namespace {

const std::vector<Column> kColumns{{.name = "t", .max_bytes = 1'000},
                                   {"n", ColumnType::bigint, 0, false},
                                   {"d", ColumnType::double_precision, 0, false},
                                   {"at", ColumnType::timestamp, 0, false}};

class Compacting : public testing::Test {
  protected:
    std::vector<std::string> run(const CompactionPlan& plan) {
        const std::vector<Object> objects = store_.list("");
        const std::vector<JsonPath> paths = json_paths_by_name(kColumns);
        RecordSource source(store_, objects, kColumns, paths, rejects_, progress_);
        return compact(source, plan, [this](const std::string& name, std::string bytes) {
            const std::lock_guard lock(mutex_);
            written_[name] = std::move(bytes);
            return "s3://staging/" + name;
        });
    }

    /// All lines of all objects, in order.
    std::multiset<std::string> lines() {
        std::multiset<std::string> all;
        for (const auto& [name, bytes] : written_) {
            const auto stream = decoded(std::make_unique<MemoryStream>(bytes), name);
            std::string text;
            std::vector<char> buffer(65'536);
            while (const std::size_t count = stream->read(buffer))
                text.append(buffer.data(), count);
            for (std::size_t begin = 0; begin < text.size();) {
                const std::size_t end = text.find('\n', begin);
                all.insert(text.substr(begin, end - begin));
                begin = end + 1;
            }
        }
        return all;
    }

    MemoryStore store_;
    RejectLog rejects_{0};
    ReadProgress progress_;
    std::mutex mutex_;
    std::map<std::string, std::string> written_;
};

TEST_F(Compacting, WritesRecordsAsCopyReadsThem) {
    store_.put("a.json",
               R"({"t": "a\"b\\c\nd\u0001é😀", "n": "-12", "d": 0.1, "at": 1541105830796, "x": 1})"
               R"({"t": "", "n": null, "d": 1e300} {})");
    EXPECT_EQ(run({.name = "e"}), std::vector<std::string>{"s3://staging/e-00001.json.zst"});
    EXPECT_EQ(lines(), (std::multiset<std::string>{
                           R"({"t":"a\"b\\c\u000ad\u0001é😀","n":-12,"d":0.1,"at":1541105830796})",
                           R"({"d":1e+300})", "{}"}));
}

TEST_F(Compacting, KeepsEveryRecordOfManyObjectsWhateverTheThreads) {
    for (int object = 0; object < 500; ++object)
        store_.put(fmt::format("{:03}.json", object), fmt::format("{{\"n\": {}}}", object));
    for (const unsigned threads : {1U, 4U}) {
        written_.clear();
        EXPECT_EQ(run({.name = "e", .threads = threads}).size(), 1U);
        EXPECT_EQ(lines().size(), 500U);
        EXPECT_EQ(lines().count("{\"n\":499}"), 1U);
    }
}

TEST_F(Compacting, MakesAsManyObjectsOfSimilarSizeAsThereAreSlices) {
    for (int object = 0; object < 8; ++object) {
        std::string text;
        for (int record = 0; record < 60'000; ++record)
            text +=
                fmt::format("{{\"t\": \"text {}\", \"n\": {}}}\n", record * 7'919 % 60'000, record);
        store_.put(fmt::format("{}.json", object), text);
    }
    EXPECT_EQ(run({.name = "e", .threads = 2, .slices = 4, .memory_bytes = 400'000'000}).size(),
              4U);
    const auto [least, most] = std::ranges::minmax_element(
        written_, {}, [](const auto& object) { return object.second.size(); });
    EXPECT_LT(most->second.size(), least->second.size() * 3 / 2);
    EXPECT_EQ(lines().size(), 480'000U);
}

TEST_F(Compacting, WritesNothingIfThereIsNoRecord) {
    store_.put("a.json", " \n");
    EXPECT_TRUE(run({.name = "e"}).empty());
    EXPECT_TRUE(written_.empty());
}

TEST_F(Compacting, EndsWithWhatWritingThrew) {
    store_.put("a.json", R"({"n": 1})");
    const std::vector<Object> objects = store_.list("");
    const std::vector<JsonPath> paths = json_paths_by_name(kColumns);
    RecordSource source(store_, objects, kColumns, paths, rejects_, progress_);
    EXPECT_THROW(static_cast<void>(compact(
                     source, {.name = "e"},
                     [](const std::string&, const std::string&) -> std::string {
                         throw Error(ErrorCode::access_denied, {"cannot write", "", "", ""});
                     })),
                 Error);
}

TEST_F(Compacting, EndsWithWhatReadingThrew) {
    store_.put("a.json", R"({"n": 1})");
    const std::vector<Object> lost{{"lost.json", 10, "1"}};
    const std::vector<JsonPath> paths = json_paths_by_name(kColumns);
    RecordSource source(store_, lost, kColumns, paths, rejects_, progress_);
    EXPECT_THROW(static_cast<void>(
                     compact(source, {.name = "e", .threads = 3},
                             [](const std::string& name, const std::string&) { return name; })),
                 Error);
}

}  // namespace
}  // namespace sparkify
