#include "warehouse/libpq/record_encoding.h"

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "ingest/json_paths.h"
#include "storage/memory_store.h"
#include "warehouse/libpq/encoded_rows.h"

namespace sparkify {
namespace {

const std::vector<Column> kColumns{{"n", ColumnType::bigint, 0, false}};
constexpr std::size_t kRowBytes = 2 + (4 + 8) + (4 + 8);

/// So many objects, each with some records.
class Encoding {
  public:
    Encoding(std::size_t objects, std::size_t records) {
        for (std::size_t object = 0; object < objects; ++object) {
            std::string text;
            for (std::size_t record = 0; record < records; ++record)
                text += fmt::format("{{\"n\": {}}}\n", record);
            store_.put(fmt::format("{:04}.json", object), text);
        }
        objects_ = store_.list("");
    }

    /// What is listed is not there any more when it is read.
    void lose_an_object() { objects_[objects_.size() / 2].key = "lost.json"; }

    std::string encode(unsigned threads) {
        std::string bytes;
        encode(threads,
               [&](std::span<const char> part) { bytes.append(part.data(), part.size()); });
        return bytes;
    }

    void encode(unsigned threads, const SendRows& send) {
        RejectLog rejects(0);
        ReadProgress progress;
        RecordSource source(store_, objects_, kColumns, paths_, rejects, progress);
        encode_records(source, 7, threads, send);
    }

  private:
    MemoryStore store_;
    std::vector<Object> objects_;
    std::vector<JsonPath> paths_ = json_paths_by_name(kColumns);
};

TEST(RecordEncoding, SendsEveryRecordOnceBetweenHeaderAndTrailer) {
    Encoding encoding(40, 3'000);
    for (const unsigned threads : {1U, 4U}) {
        const std::string bytes = encoding.encode(threads);
        EXPECT_EQ(bytes.size(), EncodedRows::header().size() + std::size_t{40} * 3'000 * kRowBytes +
                                    EncodedRows::trailer().size());
        EXPECT_TRUE(bytes.starts_with("PGCOPY"));
        EXPECT_TRUE(bytes.ends_with("\xff\xff"));
    }
}

TEST(RecordEncoding, EndsWhenTheReceiverFails) {
    Encoding encoding(40, 3'000);
    int parts = 0;
    EXPECT_THROW(encoding.encode(4,
                                 [&](std::span<const char>) {
                                     if (++parts == 3) throw std::runtime_error("full");
                                 }),
                 std::runtime_error);
    EXPECT_EQ(parts, 3);
}

TEST(RecordEncoding, SendsNoTrailerWhenReadingFails) {
    Encoding encoding(40, 3'000);
    encoding.lose_an_object();
    std::string bytes;
    EXPECT_THROW(
        encoding.encode(
            4, [&](std::span<const char> part) { bytes.append(part.data(), part.size()); }),
        Error);
    EXPECT_FALSE(bytes.ends_with("\xff\xff"));
}

}  // namespace
}  // namespace sparkify
