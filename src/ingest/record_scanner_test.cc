#include "ingest/record_scanner.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

using std::string_literals::operator""s;
using Status = RecordScanner::Status;

struct Scan {
    Status status;
    std::size_t consumed;
    std::string reason;

    bool operator==(const Scan&) const = default;
};

// GoogleTest looks for this name.
// NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const Scan& scan, std::ostream* out) {
    *out << "status " << static_cast<int>(scan.status) << " after " << scan.consumed << " bytes, "
         << scan.reason;
}

Scan scan_whole(std::string_view bytes) {
    RecordScanner scanner;
    const std::size_t consumed = scanner.feed(bytes);
    return {scanner.status(), consumed, scanner.reason()};
}

Scan scan_byte_by_byte(std::string_view bytes) {
    RecordScanner scanner;
    std::size_t consumed = 0;
    while (consumed < bytes.size() && scanner.feed(bytes.substr(consumed, 1)) == 1)
        ++consumed;
    return {scanner.status(), consumed, scanner.reason()};
}

const std::vector<std::string> kValid{"{}",
                                      " \t\r\n{ \n}",
                                      R"({"a":1})",
                                      R"({ "a" : 1 , "b" : [ ] })",
                                      R"({"a":{"b":{"c":[[],[1,"x",{"d":null}]]}}})",
                                      R"({"":""})",
                                      R"({"a":"}{\"][","b":"\\"})",
                                      R"({"a":true,"b":false,"c":null})",
                                      R"({"a":0,"b":-0,"c":-1.50,"d":1e5,"e":0E-1,"f":10.0e+12})",
                                      R"({"a":"\"\\\/\b\f\n\r\t\u0000\uABCD\ud83d\ude00"})",
                                      "{\"\u00E9\u0800\uD7FF\uE000\U00010000\U0010FFFF\":\"\x7F\"}",
                                      "[]",
                                      R"([{"a":1},{"b":2}])",
                                      R"({"a":[1,2,3],"a":[true,null]})"};

TEST(ValidRecord, EndsAtItsLastByte) {
    for (const std::string& record : kValid)
        EXPECT_EQ(scan_whole(record), (Scan{Status::complete, record.size(), ""})) << record;
}

TEST(ValidRecord, IsTheSameByteByByte) {
    for (const std::string& record : kValid)
        EXPECT_EQ(scan_byte_by_byte(record), scan_whole(record)) << record;
}

TEST(ValidRecord, LeavesWhatComesBehindIt) {
    for (const std::string& record : kValid)
        EXPECT_EQ(scan_whole(record + "}x{").consumed, record.size()) << record;
}

TEST(ValidRecord, IsIncompleteAnywhereBeforeItsEnd) {
    for (const std::string& record : kValid)
        for (std::size_t size = record.find_first_of("{[") + 1; size < record.size(); ++size)
            EXPECT_EQ(scan_whole(record.substr(0, size)).status, Status::incomplete)
                << record.substr(0, size);
}

struct Invalid {
    std::string bytes;
    std::size_t error;  ///< offset of the byte at fault
    std::string reason;
};

constexpr const char* kNoRecord = "a record has to begin with {";
constexpr const char* kNoKey = "a key in quotation marks is missing";
constexpr const char* kNoColon = "a colon is missing after a key";
constexpr const char* kNoValue = "a value is missing";
constexpr const char* kNoCommaInObject = "a comma or } is missing";
constexpr const char* kNoCommaInArray = "a comma or ] is missing";
constexpr const char* kNoWord = "an unquoted word that is not true, false or null";
constexpr const char* kNoEscape = "an escape that JSON does not know";
constexpr const char* kNoHex = "\\u is not followed by four hexadecimal digits";
constexpr const char* kNotUtf8 = "not UTF-8";
constexpr const char* kLoneSurrogate = "half of a surrogate pair is not UTF-8";
constexpr const char* kControl = "a control character inside a text";
constexpr const char* kNewline = "the line ends inside a text";
constexpr const char* kZeros = "a number with leading zeros";
constexpr const char* kPoint = "a number that ends in its decimal point";
constexpr const char* kExponent = "an exponent without digits";

/// Whole and byte by byte.
void expect_faults(const std::vector<Invalid>& records) {
    for (const auto& [bytes, error, reason] : records) {
        const Scan expected{Status::invalid, error, reason};
        EXPECT_EQ(scan_whole(bytes), expected) << bytes;
        EXPECT_EQ(scan_byte_by_byte(bytes), expected) << bytes;
    }
}

const std::vector<Invalid> kInvalidStructure{Invalid{"x", 0, kNoRecord},
                                             Invalid{" }", 1, kNoRecord},
                                             Invalid{"\"a\"", 0, kNoRecord},
                                             Invalid{"\xEF\xBB\xBF{}", 0, kNoRecord},
                                             Invalid{"\f{}", 0, kNoRecord},
                                             Invalid{"{a:1}", 1, kNoKey},
                                             Invalid{"{1:1}", 1, kNoKey},
                                             Invalid{"{,}", 1, kNoKey},
                                             Invalid{"{'a':1}", 1, kNoKey},
                                             Invalid{R"({"a":1,})", 7, kNoKey},
                                             Invalid{R"({"a"1})", 4, kNoColon},
                                             Invalid{R"({"a"})", 4, kNoColon},
                                             Invalid{R"({"a":})", 5, kNoValue},
                                             Invalid{R"({"a":,})", 5, kNoValue},
                                             Invalid{R"({"a"::1})", 5, kNoValue},
                                             Invalid{R"({"a":[1,]})", 8, kNoValue},
                                             Invalid{R"({"a":[,1]})", 6, kNoValue},
                                             Invalid{R"({"a":1 "b":2})", 7, kNoCommaInObject},
                                             Invalid{R"({"a":"x""b":2})", 8, kNoCommaInObject},
                                             Invalid{R"({"a":1])", 6, kNoCommaInObject},
                                             Invalid{R"({"a":[1}])", 7, kNoCommaInArray},
                                             Invalid{R"({"a":[1 2]})", 8, kNoCommaInArray},
                                             Invalid{"{\"a\":1\n{\"b\":2}", 7, kNoCommaInObject},
                                             Invalid{"{\"a\":1\0}"s, 6, kNoCommaInObject}};

TEST(InvalidRecord, IsKnownByTheByteAtFaultInStructure) {
    expect_faults(kInvalidStructure);
}

const std::vector<Invalid> kInvalidValues{Invalid{R"({"a":True})", 5, kNoValue},
                                          Invalid{R"({"a":trux})", 8, kNoWord},
                                          Invalid{R"({"a":nul})", 8, kNoWord},
                                          Invalid{R"({"a":falsehood})", 10, kNoCommaInObject},
                                          Invalid{R"({"a":nullx})", 9, kNoCommaInObject},
                                          Invalid{R"({"a":NaN})", 5, kNoValue},
                                          Invalid{R"({"a":+1})", 5, kNoValue},
                                          Invalid{R"({"a":.5})", 5, kNoValue},
                                          Invalid{R"({"a":-})", 6, "a minus without digits"},
                                          Invalid{R"({"a":-x})", 6, "a minus without digits"},
                                          Invalid{R"({"a":01})", 6, kZeros},
                                          Invalid{R"({"a":-01})", 7, kZeros},
                                          Invalid{R"({"a":1.})", 7, kPoint},
                                          Invalid{R"({"a":1.e1})", 7, kPoint},
                                          Invalid{R"({"a":1e})", 7, kExponent},
                                          Invalid{R"({"a":1e+})", 8, kExponent},
                                          Invalid{R"({"a":1e1.5})", 8, kNoCommaInObject},
                                          Invalid{R"({"a":0x10})", 6, kNoCommaInObject},
                                          Invalid{R"({"a":1_000})", 6, kNoCommaInObject}};

TEST(InvalidRecord, IsKnownByTheByteAtFaultInValues) {
    expect_faults(kInvalidValues);
}

const std::vector<Invalid> kInvalidTexts{Invalid{R"({"a":"\x"})", 7, kNoEscape},
                                         Invalid{R"({"\N":1})", 3, kNoEscape},
                                         Invalid{R"({"a":"\u12g4"})", 10, kNoHex},
                                         Invalid{R"({"a":"\u123"})", 11, kNoHex},
                                         Invalid{R"({"a":"\udc00"})", 11, kLoneSurrogate},
                                         Invalid{R"({"a":"\ud800"})", 12, kLoneSurrogate},
                                         Invalid{R"({"a":"\ud800x"})", 12, kLoneSurrogate},
                                         Invalid{R"({"a":"\ud800\n"})", 13, kLoneSurrogate},
                                         Invalid{R"({"a":"\ud800\u0041"})", 17, kLoneSurrogate},
                                         Invalid{R"({"a":"\ud800\ud800"})", 17, kLoneSurrogate},
                                         Invalid{"{\"a\":\"\x01\"}", 6, kControl},
                                         Invalid{"{\"a\":\"\t\"}", 6, kControl},
                                         Invalid{"{\"a\":\"\0\"}"s, 6, kControl},
                                         Invalid{"{\"a\":\"x\r\n\"}", 7, kControl},
                                         Invalid{"{\"a\":\"x\n\"}", 7, kNewline},
                                         Invalid{"{\"a\n\":1}", 3, kNewline}};

TEST(InvalidRecord, IsKnownByTheByteAtFaultInTexts) {
    expect_faults(kInvalidTexts);
}

const std::vector<Invalid> kInvalidUtf8{Invalid{"{\"\x80\":1}", 2, kNotUtf8},
                                        Invalid{"{\"\xC0\x80\":1}", 2, kNotUtf8},
                                        Invalid{"{\"\xC1\xBF\":1}", 2, kNotUtf8},
                                        Invalid{"{\"\xC3\":1}", 3, kNotUtf8},
                                        Invalid{"{\"\xC3\xC3\":1}", 3, kNotUtf8},
                                        Invalid{"{\"\xE0\x9F\xBF\":1}", 3, kNotUtf8},
                                        Invalid{"{\"\xE2\x82\":1}", 4, kNotUtf8},
                                        Invalid{"{\"\xED\xA0\x80\":1}", 3, kNotUtf8},
                                        Invalid{"{\"\xF0\x8F\xBF\xBF\":1}", 3, kNotUtf8},
                                        Invalid{"{\"\xF4\x90\x80\x80\":1}", 3, kNotUtf8},
                                        Invalid{"{\"\xF5\x80\x80\x80\":1}", 2, kNotUtf8},
                                        Invalid{"{\"\xFF\":1}", 2, kNotUtf8}};

TEST(InvalidRecord, IsKnownByTheByteAtFaultInUtf8) {
    expect_faults(kInvalidUtf8);
}

TEST(RecordScanner, HasSeenNothingBeforeTheFirstByte) {
    EXPECT_EQ(RecordScanner().status(), Status::before);
}

TEST(RecordScanner, IsBeforeTheRecordAmongBlanks) {
    EXPECT_EQ(scan_whole(" \t\r\n"), (Scan{Status::before, 4, ""}));
}

TEST(RecordScanner, CountsTheBlanksBeforeTheRecordAcrossPortions) {
    RecordScanner scanner;
    scanner.feed(" \n");
    scanner.feed("\t { ");
    EXPECT_EQ(scanner.leading_blanks(), 4U);
}

TEST(RecordScanner, KnowsAnOuterArray) {
    RecordScanner array;
    array.feed(" [{}]");
    EXPECT_TRUE(array.outer_array());
    RecordScanner object;
    object.feed("{\"a\":[]}");
    EXPECT_FALSE(object.outer_array());
}

TEST(RecordScanner, TakesNothingAfterTheEnd) {
    RecordScanner scanner;
    scanner.feed("{}");
    EXPECT_EQ(scanner.feed("{}"), 0U);
    EXPECT_EQ(scanner.status(), Status::complete);
}

TEST(RecordScanner, TakesNothingAfterAnError) {
    RecordScanner scanner;
    scanner.feed("x");
    EXPECT_EQ(scanner.feed("{}"), 0U);
    EXPECT_EQ(scanner.status(), Status::invalid);
}

TEST(RecordScanner, AllowsADepthOfKMaxDepth) {
    const std::string record = "{\"a\":" + std::string(RecordScanner::kMaxDepth - 1, '[') +
                               std::string(RecordScanner::kMaxDepth - 1, ']') + "}";
    EXPECT_EQ(scan_whole(record).status, Status::complete);
}

TEST(RecordScanner, RefusesADepthBeyond) {
    const std::string record = "{\"a\":" + std::string(RecordScanner::kMaxDepth, '[');
    EXPECT_EQ(scan_whole(record), (Scan{Status::invalid, record.size() - 1, "nested too deeply"}));
}

TEST(RecordScanner, CountsDepthNotContainers) {
    std::string record = "{\"a\":[{}";
    for (int i = 0; i < 3000; ++i)
        record += ",{},[]";
    EXPECT_EQ(scan_whole(record + "]}").status, Status::complete);
}

}  // namespace
}  // namespace sparkify
