// The reader of the program and the oracle's are two implementations of the same rules, which share
// no code. Whatever bytes they are given, they have to find the same rows and the same rejects.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "pipeline/double_reading.h"
#include "pipeline/thoroughness.h"

namespace sparkify {
namespace {

/// What is left of `bytes` when no stretch of it can be left out without losing the difference.
std::string smallest(const DoubleReading& table, std::string bytes) {
    for (std::size_t size = bytes.size() / 2; size > 0; size = size > 1 ? (size + 1) / 2 : 0) {
        for (std::size_t begin = 0; begin < bytes.size();) {
            std::string shorter = bytes;
            shorter.erase(begin, size);
            if (table.agrees_on(shorter))
                begin += size;
            else
                bytes = std::move(shorter);
        }
    }
    return bytes;
}

void expect_agreement(const DoubleReading& table, const std::string& bytes) {
    if (table.agrees_on(bytes)) return;
    const std::string least = smallest(table, bytes);
    ADD_FAILURE() << "they differ on " << testing::PrintToString(least)
                  << "\nprogram: " << testing::PrintToString(table.by_program(least))
                  << "\noracle:  " << testing::PrintToString(table.by_oracle(least));
}

constexpr const char* kValues[] = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "7",
    "-12",
    "200",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "999999999999999999",
    "1000000000000000000",
    "1541105830796",
    "1541105830796.0",
    "1.541105830796E12",
    "253402300799999",
    "253402300800000",
    "-62135596800000",
    "-62135596800001",
    "4.5",
    "218.93179",
    "0.1",
    "-0.0",
    "1e3",
    "1E+2",
    "25e-1",
    "250e-1",
    "1e-400",
    "1e400",
    "-1e400",
    "0e999999999",
    "1e999999999999999999999",
    "123456789012345678901234567890",
    "0.000000000000000000000000000001",
    "5e-324",
    "1.7976931348623157e308",
    "1.7976931348623159e308",
    "9007199254740993",
    "9007199254740993.0",
    "1.0000000000000001",
    // texts
    R"("")",
    R"(" ")",
    R"("a")",
    R"("M")",
    R"("null")",
    R"("true")",
    R"("7")",
    R"("+7")",
    R"("007")",
    R"("-0")",
    R"(" 7")",
    R"("7 ")",
    R"("7.0")",
    R"("7.5")",
    R"("1e3")",
    R"("+-7")",
    R"(".5")",
    R"("5.")",
    R"("0x10")",
    R"("NaN")",
    R"("inf")",
    R"("1541105830796")",
    R"("99999999999999999999")",
    R"("\u0037")",
    R"("\u002b7")",
    R"("7\u0000")",
    R"("\u0000")",
    R"("a\u0000b")",
    R"("\n")",
    R"("\"\\\/\b\f\n\r\t")",
    R"("\u00e9\uD83D\uDE00")",
    R"("}\n{")",
    R"("}{")",
    R"("[,:]")",
    "\"\u00E9\"",
    "\"\U0001F600\"",
    "\"\x7F\"",
    "\" edge \"",
    // containers
    "{}",
    "[]",
    "[1]",
    "[1, \"a\", null]",
    R"({"a": {"b": [{}]}})",
    "[[[[]]]]",
    R"({"ts":1})",
    R"(["\u0000"])",
    // no JSON
    "",
    "nul",
    "True",
    "01",
    "-",
    "1.",
    ".5",
    "+1",
    "1e",
    "1_0",
    "0x1",
    "NaN",
    "'a'",
    "\"",
    "\"a",
    R"("\x")",
    R"("\u12")",
    R"("\ud800")",
    R"("\udc00")",
    R"("\ud800\u0041")",
    "\"\t\"",
    "\"\n\"",
    "\"\xFF\"",
    "\"\xC3\"",
    "\"\xED\xA0\x80\"",
    "\"\xF4\x90\x80\x80\"",
    "\"\xC0\x80\"",
    "{",
    "}",
    "[",
    "]",
    "[1,]",
    "{,}",
    "{\"a\"}",
    "\"a\"\"b\"",
    "1 2",
    "a",
    "\x01",
    "\f",
    "\xEF\xBB\xBF",
    "/**/1",
    "//",
};

constexpr const char* kBlanks[] = {"",   "",     "",     "",   " ",       "\n",
                                   "\t", "\r\n", "\n\n", "  ", " \r\n\t "};

constexpr const char* kBetween[] = {"\n",
                                    "\n",
                                    "\n",
                                    "\n",
                                    "",
                                    "",
                                    " ",
                                    "\r\n",
                                    "\n\n",
                                    "\n \n\t",
                                    ",",
                                    ",\n",
                                    "x",
                                    "x\n",
                                    "\n]\n",
                                    "[",
                                    "\"",
                                    "\"\n",
                                    "\\",
                                    "{",
                                    "}",
                                    "}\n",
                                    "\xEF\xBB\xBF",
                                    "\xFF\n",
                                    "\n\x01\n"};

constexpr std::string_view kBytes =
    "{}[]:,\"\\ \n\r\t0123456789.-+eEtrufalsn\x01\x7F\xC3\xA9\xFF/bx";

/// Writes records and faults, the same ones for the same seed.
class Writer {
  public:
    Writer(const DoubleReading& table, std::uint64_t seed) : table_(&table), random_(seed) {}

    std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }
    bool one_in(std::size_t count) { return below(count) == 0; }

    std::string record() {
        std::string text = "{";
        const std::string_view blank = one_in(2) ? "" : pick(kBlanks);
        text += blank;
        std::vector<std::string> members;
        for (const std::string& key : table_->keys())
            if (!one_in(5) || key == "ts" || key.ends_with("_id")) members.push_back(member(key));
        if (one_in(4)) members.push_back(member("unknown"));
        if (one_in(8)) members.push_back(member(table_->keys()[below(table_->keys().size())]));
        if (one_in(2)) std::ranges::shuffle(members, random_);
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (i > 0) text += fmt::format(",{}", blank);
            text += members[i];
        }
        return text + std::string(blank) + "}";
    }

    std::string object(std::size_t records) {
        std::string bytes;
        const bool plain = one_in(3);
        for (std::size_t i = 0; i < records; ++i) {
            bytes += record();
            bytes += plain ? "\n" : pick(kBetween);
        }
        return bytes;
    }

    void mutate(std::string& bytes) {
        const std::size_t position = below(bytes.size() + 1);
        const std::size_t size = std::min(one_in(3) ? below(40) : 1, bytes.size() - position);
        switch (below(6)) {
            case 0:
                bytes.erase(position, size);
                break;
            case 1:
                bytes.insert(position, 1, kBytes[below(kBytes.size())]);
                break;
            case 2:
                if (position < bytes.size()) bytes[position] = kBytes[below(kBytes.size())];
                break;
            case 3:
                bytes.insert(below(bytes.size() + 1), bytes.substr(position, size));
                break;
            case 4:
                bytes.insert(position, pick(kBetween));
                break;
            default:
                if (position < bytes.size()) bytes[position] = static_cast<char>(below(256));
                break;
        }
    }

  private:
    template <std::size_t kSize>
    const char* pick(const char* const (&choices)[kSize]) {
        return choices[below(kSize)];
    }

    std::string member(const std::string& key) {
        std::string written = key;
        if (one_in(40)) written = fmt::format("\\u{:04x}{}", key.front(), key.substr(1));
        if (one_in(80)) written += "\\";
        return fmt::format("\"{}\"{}:{}{}", written, blank(), blank(), value(key));
    }

    std::string_view blank() { return one_in(6) ? pick(kBlanks) : ""; }

    std::string value(const std::string& key) {
        if (one_in(30)) return pick(kValues);
        if (one_in(60)) return fmt::format("\"{}\"", std::string(text_size(), 'x'));
        if (one_in(60)) return fmt::format("\"{}\"", repeated("\u00E9", text_size()));
        if (one_in(60)) return fmt::format("\"{}\"", repeated(R"(\u00e9)", text_size()));
        if (key == "ts") return fmt::format("{}", 1'541'000'000'000 + below(1'000'000'000));
        return one_in(2) ? fmt::format("{}", below(1000)) : fmt::format("\"{}\"", below(1000));
    }

    /// Around the limits of the columns.
    std::size_t text_size() {
        constexpr std::size_t kLimits[] = {16, 64, 256, 1024};
        return kLimits[below(4)] / (one_in(2) ? 2 : 1) - 1 + below(3);
    }

    static std::string repeated(std::string_view text, std::size_t count) {
        std::string result;
        for (std::size_t i = 0; i < count; ++i)
            result += text;
        return result;
    }

    const DoubleReading* table_;
    std::mt19937_64 random_;
};

class ReadingAgreesWithOracle : public testing::TestWithParam<const char*> {
  protected:
    const DoubleReading table_ =
        std::string_view(GetParam()) == "events" ? DoubleReading::events() : DoubleReading::songs();

    /// The values that a record cannot do without.
    [[nodiscard]] static std::string_view required() {
        return std::string_view(GetParam()) == "events" ? R"("ts":1)"
                                                        : R"("song_id":"s","artist_id":"a")";
    }
};

TEST_P(ReadingAgreesWithOracle, OnEveryKindOfValueInEveryColumn) {
    for (const std::string& key : table_.keys())
        for (const char* value : kValues) {
            const std::string record = fmt::format("{{{},\"{}\":{}}}", required(), key, value);
            expect_agreement(table_, record);
            expect_agreement(table_, record + "\n{" + std::string(required()) + "}\n");
        }
}

TEST_P(ReadingAgreesWithOracle, OnTextsAroundEveryLimit) {
    for (const std::string& key : table_.keys())
        for (const std::size_t limit : {16U, 64U, 256U, 1024U})
            for (std::size_t size = limit - 2; size <= limit + 2; ++size)
                for (const char* last : {"x", "\u00E9", R"(\u00e9)", R"(\n)"})
                    expect_agreement(table_, fmt::format("{{{},\"{}\":\"{}{}\"}}", required(), key,
                                                         std::string(size - 1, 'x'), last));
}

TEST_P(ReadingAgreesWithOracle, OnAKeyThatComesTwice) {
    for (const std::string& key : table_.keys())
        for (const char* first : {"null", "7", "\"x\"", "\"\"", "[]", "01"})
            for (const char* second : {"null", "7", "\"x\"", "\"\"", "[]", "01"})
                expect_agreement(table_, fmt::format("{{\"{}\":{},{},\"{}\":{}}}", key, first,
                                                     required(), key, second));
}

TEST_P(ReadingAgreesWithOracle, OnEverySingleByteAnywhereInARecord) {
    const std::string record =
        fmt::format("{{ {},\"{}\" :[1.5e3,true],\n\"{}\":\"\\u00e9\u00E9\"}}", required(),
                    table_.keys()[0], table_.keys()[5]);
    for (std::size_t position = 0; position <= record.size(); ++position)
        for (int byte = 0; byte < 256; ++byte) {
            std::string mutated = record;
            mutated.insert(position, 1, static_cast<char>(byte));
            mutated += "\n{" + std::string(required()) + "}";
            expect_agreement(table_, mutated);
        }
}

TEST_P(ReadingAgreesWithOracle, OnRecordsThatAreCutOffAnywhere) {
    Writer writer(table_, 1);
    for (int round = 0; round < 5; ++round) {
        const std::string record = writer.record();
        for (std::size_t size = 0; size <= record.size(); ++size)
            expect_agreement(table_, record.substr(0, size) + "\n" + record);
    }
}

TEST_P(ReadingAgreesWithOracle, OnRandomObjects) {
    for (std::uint64_t seed = 0; seed < by_thoroughness(3'000, 60'000); ++seed) {
        Writer writer(table_, seed);
        expect_agreement(table_, writer.object(1 + writer.below(12)));
        if (HasFailure()) FAIL() << "seed " << seed;
    }
}

TEST_P(ReadingAgreesWithOracle, OnObjectsThatHoldEnoughOfEverything) {
    std::size_t rows = 0;
    std::size_t bad_values = 0;
    std::size_t bad_records = 0;
    for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
        Writer writer(table_, seed);
        for (const std::string& line : table_.by_oracle(writer.object(1 + writer.below(12)))) {
            if (!line.starts_with("reject"))
                ++rows;
            else if (line.ends_with("\"\""))
                ++bad_records;
            else
                ++bad_values;
        }
    }
    EXPECT_GT(rows, 1'000U);
    EXPECT_GT(bad_values, 300U);
    EXPECT_GT(bad_records, 300U);
}

TEST_P(ReadingAgreesWithOracle, OnMutatedObjects) {
    for (std::uint64_t seed = 0; seed < by_thoroughness(10'000, 300'000); ++seed) {
        Writer writer(table_, seed);
        std::string bytes = writer.object(1 + writer.below(5));
        for (std::size_t faults = 1 + writer.below(6); faults > 0; --faults)
            writer.mutate(bytes);
        expect_agreement(table_, bytes);
        if (HasFailure()) FAIL() << "seed " << seed;
    }
}

TEST_P(ReadingAgreesWithOracle, OnRandomBytes) {
    for (std::uint64_t seed = 0; seed < by_thoroughness(5'000, 200'000); ++seed) {
        Writer writer(table_, seed);
        std::string bytes;
        for (std::size_t size = writer.below(120); size > 0; --size)
            bytes += kBytes[writer.below(kBytes.size())];
        expect_agreement(table_, bytes);
        if (HasFailure()) FAIL() << "seed " << seed;
    }
}

TEST_P(ReadingAgreesWithOracle, OnMutatedObjectsThatAreCutIntoBlocks) {
    for (std::uint64_t seed = 0; seed < by_thoroughness(12, 60); ++seed) {
        Writer writer(table_, seed);
        std::string bytes;
        while (bytes.size() < 2'500'000) {
            std::string part = writer.object(20);
            if (writer.one_in(2)) writer.mutate(part);
            if (seed % 2 == 0) std::ranges::replace(part, '\n', ' ');
            bytes += part;
        }
        expect_agreement(table_, bytes);
        if (HasFailure()) FAIL() << "seed " << seed;
    }
}

TEST_P(ReadingAgreesWithOracle, OnRecordsAroundTheLimitOf4MiB) {
    constexpr std::size_t kLimit = 4'194'304;
    const std::string frame = fmt::format("{{{},\"x\":\"\"}}", required());
    for (const std::size_t size : {kLimit - 1, kLimit, kLimit + 1})
        for (const char* before : {"", "\n", "\n\n\n ", "{}", "{}\n"}) {
            std::string bytes = frame;
            bytes.insert(frame.size() - 2, size - frame.size(), 'x');
            bytes = before + bytes + "\n" + frame;
            EXPECT_TRUE(table_.agrees_on(bytes))
                << size << " bytes behind " << testing::PrintToString(before);
        }
}

INSTANTIATE_TEST_SUITE_P(Tables, ReadingAgreesWithOracle, testing::Values("events", "songs"),
                         [](const auto& table) { return std::string(table.param); });

}  // namespace
}  // namespace sparkify
