#include "ingest/block_reader.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "ingest/path_tree.h"
#include "ingest/record_limits.h"
#include "ingest/record_parser.h"
#include "ingest/test_reading.h"

namespace sparkify {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;
constexpr std::size_t kTarget = BlockReader::kTargetBytes;

const std::vector<Column> kColumns{
    {.name = "id", .type = ColumnType::bigint},
    {.name = "name", .type = ColumnType::text, .max_bytes = 64},
};

/// Rows and rejects as one text per line, so that a difference can be shown.
std::vector<std::string> shown(const std::vector<std::string>& rows, const RejectLog& rejects) {
    std::vector<std::string> lines = rows;
    for (const Reject& reject : sorted_rejects(rejects))
        lines.push_back(fmt::format(
            "line {}, column \"{}\", value {} \"{}\", record {}, {}", reject.line, reject.column,
            reject.value.size(), reject.value.substr(0, 40), reject.record.size(), reject.reason));
    return lines;
}

void parse(RecordParser& parser, RecordBatch& batch, std::vector<std::string>& rows) {
    for (bool more = true; more;) {
        batch.clear();
        more = parser.fill(batch);
        for (std::size_t row = 0; row < batch.rows(); ++row)
            rows.push_back(row_text(batch, row));
    }
}

/// What a parser makes of an object that is not cut.
std::vector<std::string> read_uncut(const std::string& bytes) {
    const Object object{"object", 0, ""};
    const PathTree tree(json_paths_by_name(kColumns));
    RejectLog rejects(kNoLimit);
    RecordParser parser(kColumns, tree, rejects);
    RecordBatch batch(kColumns);
    std::vector<std::string> rows;
    parser.begin({&object, 0, bytes.size(), 1, true}, bytes);
    parse(parser, batch, rows);
    return shown(rows, rejects);
}

/// What a parser makes of an object that a BlockReader cuts.
std::vector<std::string> read_cut(const std::string& bytes, std::size_t portion) {
    const Object object{"object", 0, ""};
    const PathTree tree(json_paths_by_name(kColumns));
    RejectLog rejects(kNoLimit);
    RecordParser parser(kColumns, tree, rejects);
    RecordBatch batch(kColumns);
    std::vector<std::string> rows;
    BlockReader reader(object, std::make_unique<MemoryStream>(bytes, portion), rejects);
    for (bool more = true; more;) {
        Block block;
        more = reader.read_into(block);
        EXPECT_LE(block.size(), 2 * kMaxRecordBytes) << "the memory depends on the object";
        for (const Segment& segment : block.segments()) {
            parser.begin(segment, block.bytes_of(segment));
            parse(parser, batch, rows);
        }
    }
    return shown(rows, rejects);
}

void expect_same(const std::vector<std::string>& cut, const std::vector<std::string>& uncut) {
    const auto [first_cut, first_uncut] = std::ranges::mismatch(cut, uncut);
    EXPECT_EQ(cut.size(), uncut.size());
    if (first_cut != cut.end()) ADD_FAILURE() << "cut: " << *first_cut;
    if (first_uncut != uncut.end()) ADD_FAILURE() << "not cut: " << *first_uncut;
}

void expect_cuts_change_nothing(const std::string& bytes) {
    const auto uncut = read_uncut(bytes);
    for (const std::size_t portion : {std::string_view::npos, std::size_t{100'003}})
        expect_same(read_cut(bytes, portion), uncut);
}

std::string repeated(std::string_view text, std::size_t size) {
    std::string result;
    while (result.size() < size)
        result += text;
    return result;
}

/// Records until there are `size` bytes, with a number each and `separator` behind each.
std::string records(std::size_t size, std::string_view separator, std::string_view name = "a") {
    std::string bytes;
    for (std::size_t id = 1; bytes.size() < size; ++id)
        bytes += fmt::format(R"({{"id":{},"name":"{}"}}{})", id, name, separator);
    return bytes;
}

/// A valid record of exactly `size` bytes.
std::string record_of(std::size_t size) {
    const std::string frame = R"({"id":1,"x":""})";
    std::string record = frame;
    record.insert(frame.size() - 2, size - frame.size(), 'x');
    return record;
}

constexpr const char* kLastRecord = "\n{\"id\":-1}\n{\"id\":-2}";

TEST(BlockReader, CutsRecordsOnePerLine) {
    expect_cuts_change_nothing(records(3 * kMiB, "\n"));
}

TEST(BlockReader, CutsRecordsWithCarriageReturns) {
    expect_cuts_change_nothing(records(3 * kMiB, "\r\n"));
}

TEST(BlockReader, CutsPrettyPrintedRecords) {
    std::string bytes;
    for (int id = 1; bytes.size() < 3 * kMiB; ++id)
        bytes += fmt::format(
            "{{\n    \"id\": {},\n    \"x\": [\n        {{\n            \"y\": {{\n\n}}\n        "
            "}},\n        {{\n        }}\n    ],\n    \"name\": \"a\"\n}}\n",
            id);
    expect_cuts_change_nothing(bytes);
}

TEST(BlockReader, CutsRecordsWithoutNewlines) {
    expect_cuts_change_nothing(records(3 * kMiB, ""));
    expect_cuts_change_nothing(records(3 * kMiB, " "));
}

TEST(BlockReader, CutsRecordsSeveralToALine) {
    std::string bytes;
    while (bytes.size() < 3 * kMiB)
        bytes += "{\"id\":1}{\"id\":2} {\"id\":\"x\"}\n  {\"id\":3}\t\n";
    expect_cuts_change_nothing(bytes);
}

TEST(BlockReader, CutsNoTextsThatLookLikeCuts) {
    expect_cuts_change_nothing(records(3 * kMiB, "\n", R"(}\n{ }{)"));
    expect_cuts_change_nothing(records(3 * kMiB, "", R"(}\n{ }{\"}{)"));
}

TEST(BlockReader, CutsBesideErrors) {
    std::string bytes;
    while (bytes.size() < 3 * kMiB)
        bytes +=
            "{\"id\":1}\n{\"id\":2,}\n{\"id\":3\n{\"name\":\"}\n{\"id\":4}}\n{\"id\":\"x\"}\n\"\n"
            "{\"a\":{\"id\":5}\n{\"id\":6}\n[{\"id\":7}\n{\"id\":8}\n]\n";
    expect_cuts_change_nothing(bytes);
}

TEST(BlockReader, CutsBesideErrorsWithoutNewlines) {
    expect_cuts_change_nothing(records(kMiB + 5, "") + "x" + records(2 * kMiB, "") + kLastRecord);
    expect_cuts_change_nothing(
        repeated("{\"id\":1}{\"id\":2}x{\"id\":3}  \n  {\"id\":4}", 3 * kMiB));
}

TEST(BlockReader, CutsBesideBytesThatAreNotUtf8) {
    expect_cuts_change_nothing(records(2 * kMiB, "\n") + "{\"name\":\"\xFF\"}\n" +
                               records(2 * kMiB, "\n"));
    expect_cuts_change_nothing(records(2 * kMiB, "") + "{\"name\":\"\xFF\"}\n" +
                               records(2 * kMiB, ""));
}

TEST(BlockReader, CutsBetweenRecordsThatAreLargerThanABlock) {
    for (const char* separator : {"\n", "", "\r\n\r\n"}) {
        std::string bytes;
        for (int i = 0; i < 3; ++i)
            bytes += record_of(3 * kMiB + 77) + separator;
        expect_cuts_change_nothing(bytes);
    }
}

TEST(BlockReader, SkipsARecordThatIsTooLarge) {
    for (const char* separator : {"\n", "", " \n\n "})
        for (const std::size_t size : {kMaxRecordBytes + 1, 5 * kMiB, 9 * kMiB + 1})
            expect_cuts_change_nothing("{\"id\":7}" + std::string(separator) + record_of(size) +
                                       separator + "{\"id\":8}");
}

TEST(BlockReader, KeepsARecordOf4MiBWhateverStandsBeforeIt) {
    for (const std::size_t blanks : {0U, 1U, 2U, 3U, 1'000U, 300'000U, 900'000U}) {
        expect_cuts_change_nothing(std::string(blanks, '\n') + record_of(kMaxRecordBytes));
        expect_cuts_change_nothing("{\"id\":7}" + std::string(blanks, ' ') +
                                   record_of(kMaxRecordBytes - blanks / 2) + "{\"id\":8}");
    }
}

TEST(BlockReader, SkipsARecordThatIsTooLargeAndBrokenBehindThat) {
    std::string bytes = record_of(6 * kMiB);
    bytes[5 * kMiB] = '\x01';
    expect_cuts_change_nothing("{\"id\":7}\n" + bytes + kLastRecord);
}

TEST(BlockReader, SkipsARecordThatIsTooLargeAndNotClosed) {
    expect_cuts_change_nothing("{\"id\":7}\n{\"x\":[" + repeated("{\"y\":1},\n", 6 * kMiB));
    expect_cuts_change_nothing("{\"id\":7}\n{\"x\":\"" + std::string(6 * kMiB, 'x'));
}

TEST(BlockReader, GoesOnBehindARecordThatIsTooLargeAndNotClosed) {
    expect_cuts_change_nothing("{\"x\":[" + repeated("[1],\n", 6 * kMiB) + kLastRecord);
    expect_cuts_change_nothing("{\"x\":\"" + std::string(6 * kMiB, 'x') + kLastRecord);
}

TEST(BlockReader, GoesOnBehindATooLargeRecordWhereverItsReadingPauses) {
    // Reading pauses at 4.25 MiB, with a record that so far has no fault.
    const std::size_t pause = kMaxRecordBytes + kMiB / 4;
    for (const char* tail : {"\n{\"id\":-1}", "\n  {\"id\":-1}", "\n\n {\"id\":-1}"})
        for (std::size_t size = pause - 6; size < pause + 3; ++size) {
            const std::string bytes = "{\"x\":\"" + std::string(size - 7, 'x') + "\"" + tail;
            expect_same(read_cut(bytes, std::string_view::npos),
                        {"-1|~", read_uncut(bytes).back()});
        }
}

TEST(BlockReader, SkipsGarbageOfAnySize) {
    expect_cuts_change_nothing("{\"id\":7}\n" + std::string(6 * kMiB, 'x') + kLastRecord);
    expect_cuts_change_nothing(std::string(6 * kMiB, '\xFF') + kLastRecord);
    expect_cuts_change_nothing(std::string(6 * kMiB, '}') + kLastRecord);
    expect_cuts_change_nothing(repeated("x {\"id\":1}\n", 6 * kMiB) + kLastRecord);
}

TEST(BlockReader, SkipsGarbageUpToTheEnd) {
    expect_cuts_change_nothing("{\"id\":7}\n" + std::string(6 * kMiB, 'x'));
    expect_cuts_change_nothing(std::string(6 * kMiB, 'x') + "\n\n  ");
    expect_cuts_change_nothing(std::string(6 * kMiB, 'x') + "{");
}

TEST(BlockReader, SkipsGarbageWithManyBlanksBehindIt) {
    for (const char* blank : {" ", "\n", "\r\n", " \n\t"}) {
        expect_cuts_change_nothing(std::string(5 * kMiB, 'x') + "\n" + repeated(blank, 3 * kMiB) +
                                   "{\"id\":1}");
        expect_cuts_change_nothing(std::string(5 * kMiB, 'x') + repeated(blank, 3 * kMiB) +
                                   "{\"id\":1}" + kLastRecord);
    }
}

TEST(BlockReader, SkipsGarbageWhereverItsReadingPauses) {
    const std::size_t pause = kMaxRecordBytes + kMiB / 4;
    for (const char* tail : {"\n{\"id\":-1}", "\n  {\"id\":-1}", "{\"id\":1}\n{\"id\":-1}"})
        for (std::size_t size = pause - 12; size < pause + 3; ++size) {
            const std::string bytes = std::string(size, 'x') + tail;
            expect_same(read_cut(bytes, std::string_view::npos),
                        {"-1|~", read_uncut(bytes).back()});
        }
}

TEST(BlockReader, RejectsAHugeOuterArrayAsAWhole) {
    for (const char* separator : {",", ",\n", "\n,\n"})
        expect_cuts_change_nothing("[" + records(6 * kMiB, separator) + "{\"id\":0}]" +
                                   kLastRecord);
}

TEST(BlockReader, RejectsAnOuterArrayOfSeveralBlocksAsAWhole) {
    expect_cuts_change_nothing("{\"id\":7}\n[" + records(3 * kMiB, ",\n") +
                               "{\"id\":0}] {\"id\":8}");
}

TEST(BlockReader, ReadsRecordsBetweenEndlessBlanks) {
    for (const char* blank : {" ", "\n", "\r\n", " \n\t"}) {
        const std::string blanks = repeated(blank, 2 * kMiB + 3);
        expect_cuts_change_nothing(blanks + "{\"id\":1}" + blanks + "{\"id\":\"x\"}" + blanks);
    }
}

TEST(BlockReader, ReadsARecordWithEndlessBlanksInside) {
    for (const char* blank : {" ", "\n"}) {
        expect_cuts_change_nothing("{\"id\":" + repeated(blank, 2 * kMiB) + "1}\n{\"id\":2}");
        expect_cuts_change_nothing("{\"id\":1" + repeated(blank, 6 * kMiB) + "}\n{\"id\":2}");
        expect_cuts_change_nothing("{\"id\":1" + repeated(blank, 6 * kMiB) + "{\"id\":2}");
    }
}

TEST(BlockReader, RejectsWhatIsNestedWithoutEnd) {
    expect_cuts_change_nothing("{\"x\":" + std::string(6 * kMiB, '[') + kLastRecord);
    expect_cuts_change_nothing(repeated("{\"x\":", 6 * kMiB) + kLastRecord);
    expect_cuts_change_nothing(repeated("{\"x\":\n", 3 * kMiB) + kLastRecord);
}

TEST(BlockReader, ReadsAnObjectThatEndsWhereABlockDoes) {
    for (const std::size_t size : {kTarget - 1, kTarget, kTarget + 1, 2 * kTarget}) {
        std::string bytes = records(size - 200, "\n");
        bytes += record_of(size - bytes.size());
        ASSERT_EQ(bytes.size(), size);
        expect_cuts_change_nothing(bytes);
        bytes.back() = 'x';
        expect_cuts_change_nothing(bytes);
    }
}

TEST(BlockReader, ReadsShortObjects) {
    for (const char* bytes : {"", " ", "\n", "{}", "x", "{\"id\":1}\n", "{\"id\":1}\n{", "[]"})
        expect_cuts_change_nothing(bytes);
}

/// The segments of an object, a block each.
class Segments {
  public:
    explicit Segments(const std::string& bytes) {
        RejectLog rejects(kNoLimit);
        BlockReader reader(object_, std::make_unique<MemoryStream>(bytes), rejects);
        for (bool more = true; more;) {
            Block& block = blocks_.emplace_back();
            more = reader.read_into(block);
        }
    }

    [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; }

    [[nodiscard]] std::string joined() const {
        std::string bytes;
        for (const Block& block : blocks_)
            for (const Segment& segment : block.segments())
                bytes += block.bytes_of(segment);
        return bytes;
    }

  private:
    Object object_{"object", 0, ""};
    std::vector<Block> blocks_;
};

TEST(BlockReader, LosesNoByte) {
    for (const char* separator : {"\n", "", "  \n \n"}) {
        const std::string bytes = records(5 * kMiB, separator);
        EXPECT_TRUE(Segments(bytes).joined() == bytes);
    }
}

TEST(BlockReader, MakesSegmentsOfAboutTheTargetSize) {
    const Segments segments(records(5 * kMiB, "\n"));
    ASSERT_GE(segments.blocks().size(), 5U);
    for (const Block& block : segments.blocks())
        EXPECT_LE(block.size(), kTarget + kMiB / 2);
}

TEST(BlockReader, BeginsEverySegmentWithARecord) {
    const Segments segments(records(5 * kMiB, "\n"));
    for (const Block& block : segments.blocks())
        for (const Segment& segment : block.segments()) {
            EXPECT_EQ(block.bytes_of(segment).front(), '{');
            EXPECT_TRUE(block.bytes_of(segment).ends_with("}\n"));
        }
}

TEST(BlockReader, PutsAZeroBehindEverySegment) {
    const Segments segments(records(3 * kMiB, "\n"));
    for (const Block& block : segments.blocks())
        for (const Segment& segment : block.segments())
            EXPECT_EQ(block.bytes().at(segment.begin + segment.size), '\0');
}

TEST(BlockReader, MarksOnlyTheLastSegmentAsLast) {
    std::vector<bool> last;
    const Segments segments(records(3 * kMiB, "\n"));
    for (const Block& block : segments.blocks())
        for (const Segment& segment : block.segments())
            last.push_back(segment.last);
    ASSERT_GT(last.size(), 1U);
    EXPECT_TRUE(last.back());
    EXPECT_EQ(std::ranges::count(last, true), 1);
}

TEST(BlockReader, AddsToABlockThatHoldsAnotherObject) {
    const Object first{"first", 0, ""};
    const Object second{"second", 0, ""};
    RejectLog rejects(kNoLimit);
    Block block;
    BlockReader(first, std::make_unique<MemoryStream>("{\"id\":1}"), rejects).read_into(block);
    BlockReader(second, std::make_unique<MemoryStream>("{\"id\":2}\n"), rejects).read_into(block);
    ASSERT_EQ(block.segments().size(), 2U);
    EXPECT_EQ(block.segments()[0].object, &first);
    EXPECT_EQ(block.bytes_of(block.segments()[0]), "{\"id\":1}");
    EXPECT_EQ(block.segments()[1].object, &second);
    EXPECT_EQ(block.bytes_of(block.segments()[1]), "{\"id\":2}\n");
}

TEST(BlockReader, AddsNoSegmentForAnEmptyObject) {
    EXPECT_TRUE(Segments("").blocks().at(0).segments().empty());
}

}  // namespace
}  // namespace sparkify
