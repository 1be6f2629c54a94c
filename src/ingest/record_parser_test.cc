#include "ingest/record_parser.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/record_limits.h"
#include "ingest/record_scanner.h"
#include "ingest/test_reading.h"

namespace sparkify {
namespace {

using std::string_literals::operator""s;
using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<Column> kColumns{
    {.name = "id", .type = ColumnType::bigint},
    {.name = "name", .type = ColumnType::text, .max_bytes = 64},
};

/// What one segment holds.
class Parsed {
  public:
    explicit Parsed(std::string bytes, std::vector<JsonPath> paths = json_paths_by_name(kColumns),
                    std::vector<Column> columns = kColumns, std::uint64_t first_line = 1,
                    bool last = true)
        : bytes_(std::move(bytes)) {
        const Object object{"object", 0, ""};
        const PathTree tree(paths);
        RejectLog log(kNoLimit);
        RecordParser parser(columns, tree, log);
        parser.begin({&object, 0, bytes_.size(), first_line, last}, bytes_);
        RecordBatch batch(columns);
        while (parser.fill(batch)) {
            take(batch);
            batch.clear();
        }
        take(batch);
        rejects_ = sorted_rejects(log);
    }

    [[nodiscard]] const std::vector<std::string>& rows() const { return rows_; }
    [[nodiscard]] const std::vector<Reject>& rejects() const { return rejects_; }

    /// The lines of the rejects, with the columns at fault.
    [[nodiscard]] std::vector<std::string> faults() const {
        std::vector<std::string> faults;
        for (const Reject& reject : rejects_)
            faults.push_back(fmt::format("{}{}", reject.line, reject.column));
        return faults;
    }

  private:
    void take(const RecordBatch& batch) {
        for (std::size_t row = 0; row < batch.rows(); ++row)
            rows_.push_back(row_text(batch, row));
    }

    std::string bytes_;
    std::vector<std::string> rows_;
    std::vector<Reject> rejects_;
};

/// The only row of an object without rejects, with columns found by paths.
std::string row_by_paths(std::string bytes, const std::vector<JsonPath>& paths) {
    std::vector<Column> columns;
    for (std::size_t i = 0; i < paths.size(); ++i)
        columns.push_back({.name = fmt::format("c{}", i), .max_bytes = 1024});
    const Parsed parsed(std::move(bytes), paths, columns);
    EXPECT_THAT(parsed.faults(), IsEmpty());
    EXPECT_EQ(parsed.rows().size(), 1U);
    return parsed.rows().empty() ? "" : parsed.rows().front();
}

TEST(RecordParser, FindsColumnsByTheirKeysInAnyOrder) {
    const Parsed parsed(R"({"id":1,"name":"a"}{"name":"b","id":2})");
    EXPECT_THAT(parsed.rows(), ElementsAre("1|a", "2|b"));
}

TEST(RecordParser, TakesAMissingKeyForNull) {
    EXPECT_THAT(Parsed(R"({"name":"a"}{}{"id":3})").rows(), ElementsAre("~|a", "~|~", "3|~"));
}

TEST(RecordParser, IgnoresUnknownKeys) {
    const Parsed parsed(
        R"({"x":{"id":9,"y":[{"id":8}]},"id":1,"ID":7,"z":null,"w":"\u0000","v":[true,-1.5e3]})");
    EXPECT_THAT(parsed.rows(), ElementsAre("1|~"));
}

TEST(RecordParser, KnowsAKeyByItsDecodedText) {
    EXPECT_THAT(Parsed(R"({"\u0069d":1,"n\u0061me":"a"})").rows(), ElementsAre("1|a"));
}

TEST(RecordParser, KnowsKeysAgainAfterTheyChangedTheirPlaces) {
    const Parsed parsed(
        R"({"id":1,"name":"a"}{"x":0,"id":2,"name":"b"}{"name":"c","x":0}{"id":4})");
    EXPECT_THAT(parsed.rows(), ElementsAre("1|a", "2|b", "~|c", "4|~"));
}

TEST(RecordParser, KnowsKeysBehindMoreThanItGuesses) {
    std::string record = "{";
    for (int i = 0; i < 200; ++i)
        record += fmt::format(R"("x{}":0,)", i);
    record += R"("id":1})";
    EXPECT_THAT(Parsed(record + record).rows(), ElementsAre("1|~", "1|~"));
}

TEST(RecordParser, KeepsTheLastOfAKeysSeveral) {
    EXPECT_THAT(Parsed(R"({"id":1,"id":2}{"id":"x","id":3}{"id":1,"id":null})").rows(),
                ElementsAre("2|~", "3|~", "~|~"));
}

TEST(RecordParser, ReadsRecordsSeparatedByAnyWhiteSpaceOrNone) {
    const Parsed parsed("\r\n\t {\"id\":1}{\"id\":2} \t{\"id\":3}\r\n\r\n{\"id\":4}\n\n");
    EXPECT_THAT(parsed.rows(), ElementsAre("1|~", "2|~", "3|~", "4|~"));
}

TEST(RecordParser, ReadsARecordOverManyLines) {
    EXPECT_THAT(Parsed("{\n\"id\"\n:\n1\r\n,\n\t\"name\" : \"a\"\n}\n").rows(), ElementsAre("1|a"));
}

TEST(RecordParser, ReadsNothingInAnEmptySegment) {
    for (const char* bytes : {"", " ", "\n\n"}) {
        EXPECT_THAT(Parsed(bytes).rows(), IsEmpty());
        EXPECT_THAT(Parsed(bytes).rejects(), IsEmpty());
    }
}

TEST(RecordParser, ReadsMoreRowsThanABatchHolds) {
    std::string bytes;
    for (int i = 0; i < 5000; ++i)
        bytes += fmt::format(R"({{"id":{}}})", i);
    const Parsed parsed(bytes);
    ASSERT_EQ(parsed.rows().size(), 5000U);
    EXPECT_EQ(parsed.rows().back(), "4999|~");
}

TEST(RecordParser, ReadsExactlyOneFullBatch) {
    std::string bytes;
    for (std::size_t i = 0; i < RecordBatch::kRows; ++i)
        bytes += R"({"id":1})";
    EXPECT_EQ(Parsed(bytes).rows().size(), RecordBatch::kRows);
}

TEST(RecordParser, FollowsAPathIntoObjects) {
    EXPECT_EQ(row_by_paths(R"({"a":{"b":{"c":1},"d":2}})", {{"a", "b", "c"}, {"a", "d"}}), "1|2");
}

TEST(RecordParser, FollowsAPathIntoArrays) {
    const std::size_t two = 2;
    EXPECT_EQ(row_by_paths(R"({"a":[0,{"b":1},[3,4,5]]})",
                           {{"a", std::size_t{1}, "b"}, {"a", two, two}, {"a", std::size_t{0}}}),
              "1|5|0");
}

TEST(RecordParser, TakesAContainerForATextAsItStands) {
    EXPECT_EQ(row_by_paths(R"({"a": { "b" : [1, 2] } })", {{"a"}, {"a", "b"}}),
              R"({ "b" : [1, 2] }|[1, 2])");
}

TEST(RecordParser, ForgetsWhatWasWrongInAValueThatAnotherReplaces) {
    const Parsed parsed(R"({"a":[1],"a":[1,2]}{"a":[1,2],"a":[1]})", {{"a", std::size_t{1}}},
                        {{.name = "c", .max_bytes = 8}});
    EXPECT_THAT(parsed.rows(), ElementsAre("2"));
    EXPECT_THAT(parsed.faults(), ElementsAre("1c"));
}

TEST(RecordParser, TakesTheLaterOfTwoValuesWithAllThatIsInIt) {
    const std::vector<JsonPath> paths{{"a", "b"}, {"a", "c", "d"}};
    EXPECT_EQ(row_by_paths(R"({"a":{"b":1,"c":{"d":2}},"a":5})", paths), "~|~");
    EXPECT_EQ(row_by_paths(R"({"a":{"b":1,"c":{"d":2}},"a":{"b":3}})", paths), "3|~");
    EXPECT_EQ(row_by_paths(R"({"a":5,"a":{"b":1}})", paths), "1|~");
    EXPECT_EQ(row_by_paths(R"({"a":{"c":{"d":2},"c":{}}})", paths), "~|~");
}

TEST(RecordParser, TakesAPathThroughAScalarForNull) {
    EXPECT_EQ(row_by_paths(R"({"a":1})", {{"a", "b"}, {"a"}}), "~|1");
    EXPECT_EQ(row_by_paths(R"({"a":null})", {{"a", std::size_t{3}}}), "~");
}

TEST(RecordParser, FillsSeveralColumnsFromOnePlace) {
    EXPECT_EQ(row_by_paths(R"({"a":"x"})", {{"a"}, {"a"}}), "x|x");
}

TEST(RecordParser, RejectsARecordWhoseArrayIsTooShortForAPath) {
    const std::vector<Column> columns{{.name = "c", .max_bytes = 8}};
    const Parsed parsed(R"({"a":[1]} {"a":[]} {"a":[1,2]})", {{"a", std::size_t{1}}}, columns);
    EXPECT_THAT(parsed.rows(), ElementsAre("2"));
    EXPECT_THAT(parsed.faults(), ElementsAre("1c", "1c"));
}

TEST(RecordParser, RejectsAValueThatCannotBeConverted) {
    const Parsed parsed("{\"id\":1}\n{\"id\":\"x\",\"name\":\"a\"}\n{\"id\":3}");
    EXPECT_THAT(parsed.rows(), ElementsAre("1|~", "3|~"));
    ASSERT_EQ(parsed.rejects().size(), 1U);
    const Reject& reject = parsed.rejects().front();
    EXPECT_EQ(reject.object, "object");
    EXPECT_EQ(reject.line, 2U);
    EXPECT_EQ(reject.column, "id");
    EXPECT_EQ(reject.value, "x");
    EXPECT_EQ(reject.reason, "not a number, for BIGINT");
    EXPECT_EQ(reject.record, R"({"id":"x","name":"a"})");
}

TEST(RecordParser, CutsTheValueAndTheRecordOfAReject) {
    const std::string value(100'000, 'x');
    const Parsed parsed("{\"name\":\"" + value + "\"}");
    ASSERT_EQ(parsed.rejects().size(), 1U);
    EXPECT_EQ(parsed.rejects().front().value, value.substr(0, kRejectValueBytes));
    EXPECT_EQ(parsed.rejects().front().record,
              "{\"name\":\"" + value.substr(0, kRejectRecordBytes - 9));
}

TEST(RecordParser, RejectsASyntaxErrorAndGoesOnAtTheNextLineWithARecord) {
    const Parsed parsed("{\"id\":1}\n{\"id\":2,}\n\n{\"id\":3}\n");
    EXPECT_THAT(parsed.rows(), ElementsAre("1|~", "3|~"));
    ASSERT_EQ(parsed.rejects().size(), 1U);
    EXPECT_EQ(parsed.rejects().front().line, 2U);
    EXPECT_EQ(parsed.rejects().front().column, "");
    EXPECT_EQ(parsed.rejects().front().reason, "a key in quotation marks is missing");
    EXPECT_EQ(parsed.rejects().front().record, "{\"id\":2,}");
}

TEST(RecordParser, MakesOneRejectOfTheSpanThatIsSkipped) {
    const Parsed parsed("{\"id\":1,}{\"id\":2}\nx\n[1]\n \t{\"id\":3}");
    EXPECT_THAT(parsed.rows(), ElementsAre("3|~"));
    EXPECT_THAT(parsed.faults(), ElementsAre("1"));
}

TEST(RecordParser, ReadsTheRecordBehindOneThatIsNotClosed) {
    const Parsed parsed("{\"id\":1,\n{\"id\":2}\n{\"id\":3\n{\"id\":4}");
    EXPECT_THAT(parsed.rows(), ElementsAre("2|~", "4|~"));
    EXPECT_THAT(parsed.faults(), ElementsAre("1", "3"));
}

TEST(RecordParser, ReadsTheRecordBehindATextThatIsNotClosed) {
    const Parsed parsed("{\"name\":\"a}\n{\"id\":2}\n{\"name\":\"b\"}");
    EXPECT_THAT(parsed.rows(), ElementsAre("2|~", "~|b"));
    EXPECT_THAT(parsed.faults(), ElementsAre("1"));
}

TEST(RecordParser, ReadsAroundAStrayQuotationMark) {
    const Parsed parsed("{\"id\":1}\"\n{\"name\":\"}{\"}\n\\\"\n{\"id\":3}");
    EXPECT_THAT(parsed.rows(), ElementsAre("1|~", "~|}{", "3|~"));
    EXPECT_THAT(parsed.faults(), ElementsAre("1", "3"));
}

TEST(RecordParser, ReadsRecordsAroundBytesThatAreNotUtf8) {
    const Parsed parsed("{\"id\":1}\n{\"name\":\"\xFF\"}\n{\"id\":3}{\"name\":\"\u00E9\"}");
    EXPECT_THAT(parsed.rows(), ElementsAre("1|~", "3|~", "~|\u00E9"));
    ASSERT_EQ(parsed.rejects().size(), 1U);
    EXPECT_EQ(parsed.rejects().front().line, 2U);
    EXPECT_EQ(parsed.rejects().front().reason, "not UTF-8");
}

TEST(RecordParser, FindsFaultsInWhatNoColumnAsksFor) {
    for (const char* value : {R"("\x")", R"("\ud800")", "01", "tru", "nul", "{\"y\":}", "[1,]",
                              "[1 2]", "{\"\\x\":1}", "-", "1.", "\"\x01\"", "'a'", "\f1", "[{]}"})
        EXPECT_THAT(Parsed(fmt::format("{{\"x\":{}}}", value)).faults(), ElementsAre("1")) << value;
}

TEST(RecordParser, RejectsNulOnlyWhereItWouldBeLoaded) {
    const Parsed parsed(R"({"id":1,"x":"\u0000"} {"name":"\u0000"})");
    EXPECT_THAT(parsed.rows(), ElementsAre("1|~"));
    EXPECT_THAT(parsed.faults(), ElementsAre("1name"));
}

TEST(RecordParser, RejectsARawNul) {
    EXPECT_THAT(Parsed("{\"id\":1}\0\n{\"id\":2}"s).rows(), ElementsAre("1|~", "2|~"));
    EXPECT_THAT(Parsed("{\"id\":1}\0\n{\"id\":2}"s).faults(), ElementsAre("1"));
    EXPECT_THAT(Parsed("{\"id\":\0}"s).faults(), ElementsAre("1"));
}

TEST(RecordParser, RejectsAnOuterArrayAsAWhole) {
    const Parsed parsed("[{\"id\":1},\n{\"id\":2}] {\"id\":3}");
    EXPECT_THAT(parsed.rows(), ElementsAre("3|~"));
    ASSERT_EQ(parsed.rejects().size(), 1U);
    EXPECT_EQ(parsed.rejects().front().line, 1U);
    EXPECT_EQ(parsed.rejects().front().reason, kOuterArray);
}

TEST(RecordParser, RejectsAByteOrderMarkWithAReason) {
    const Parsed parsed("\xEF\xBB\xBF{\"id\":1}\n{\"id\":2}");
    EXPECT_THAT(parsed.rows(), ElementsAre("2|~"));
    ASSERT_EQ(parsed.rejects().size(), 1U);
    EXPECT_EQ(parsed.rejects().front().reason, "a byte order mark before the first record");
}

TEST(RecordParser, RejectsARecordThatIsNotClosedAtTheEnd) {
    for (const char* bytes :
         {"{", "{\"id\"", "{\"id\":1", "{\"id\":1,", "{\"name\":\"a", "{\"id\":1\n \n"}) {
        const Parsed parsed(bytes);
        ASSERT_EQ(parsed.rejects().size(), 1U) << bytes;
        EXPECT_EQ(parsed.rejects().front().reason, kRecordNotClosed) << bytes;
    }
}

TEST(RecordParser, KnowsThatARecordFollowsTheSegment) {
    const Parsed parsed("{\"a\":{\"id\":1}\n", json_paths_by_name(kColumns), kColumns, 1,
                        /*last=*/false);
    ASSERT_EQ(parsed.rejects().size(), 1U);
    EXPECT_EQ(parsed.rejects().front().reason, "a comma or } is missing");
}

TEST(RecordParser, CountsLinesFromTheSegmentsFirst) {
    const Parsed parsed("\n{\"id\":\"x\"}\n{\"id\":\"y\"}{\"id\":\"z\"}",
                        json_paths_by_name(kColumns), kColumns, 100);
    EXPECT_THAT(parsed.faults(), ElementsAre("101id", "102id", "102id"));
}

TEST(RecordParser, CountsTheLineOnWhichARecordBegins) {
    EXPECT_THAT(Parsed("{\"name\":\"a\",\n\n\"id\":\n\"x\"}\n{\"id\":\"y\"}").faults(),
                ElementsAre("1id", "5id"));
}

TEST(RecordParser, TakesARecordOf4MiB) {
    const std::string frame = R"({"id":1,"x":""})";
    std::string record = frame;
    record.insert(frame.size() - 2, kMaxRecordBytes - frame.size(), 'x');
    EXPECT_THAT(Parsed(record).rows(), ElementsAre("1|~"));
}

TEST(RecordParser, RejectsARecordOfMoreThan4MiB) {
    const std::string frame = R"({"id":1,"x":""})";
    std::string record = frame;
    record.insert(frame.size() - 2, kMaxRecordBytes - frame.size() + 1, 'x');
    const Parsed parsed(record + " {\"id\":2}");
    EXPECT_THAT(parsed.rows(), ElementsAre("2|~"));
    ASSERT_EQ(parsed.rejects().size(), 1U);
    EXPECT_EQ(parsed.rejects().front().reason, kRecordTooLarge);
}

TEST(RecordParser, AllowsTheDepthThatTheScannerAllows) {
    const std::size_t inner = RecordScanner::kMaxDepth - 1;
    const std::string deep =
        "{\"id\":1,\"x\":" + std::string(inner, '[') + std::string(inner, ']') + "}";
    EXPECT_THAT(Parsed(deep).rows(), ElementsAre("1|~"));
    const std::string deeper =
        "{\"id\":1,\"x\":" + std::string(inner + 1, '[') + std::string(inner + 1, ']') + "}";
    EXPECT_THAT(Parsed(deeper).faults(), ElementsAre("1"));
}

TEST(RecordParser, CanBePointedToAnotherSegment) {
    const Object object{"object", 0, ""};
    const PathTree tree(json_paths_by_name(kColumns));
    RejectLog log(kNoLimit);
    RecordParser parser(kColumns, tree, log);
    RecordBatch batch(kColumns);
    const std::string first = "{\"id\":1}\n{\"name\":\"\xFF\"}";
    const std::string second = "{\"id\":2}";
    parser.begin({&object, 0, first.size(), 1, true}, first);
    EXPECT_FALSE(parser.fill(batch));
    parser.begin({&object, 0, second.size(), 1, true}, second);
    EXPECT_FALSE(parser.fill(batch));
    ASSERT_EQ(batch.rows(), 2U);
    EXPECT_EQ(row_text(batch, 1), "2|~");
    EXPECT_EQ(log.count(), 1U);
}

}  // namespace
}  // namespace sparkify
