#include "oracle/record_reader.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace sparkify::oracle {
namespace {

StagingEvent event_of(const std::string& members) {
    const auto records = read_events("object", R"({"ts":1541106106796,)" + members + "}");
    EXPECT_TRUE(records.rejects.empty()) << members;
    return records.rows.empty() ? StagingEvent{} : records.rows.front();
}

/// The column and kind of the only reject.
std::pair<std::string, RejectKind> reject_of(const std::string& members) {
    const auto records = read_events("object", R"({"ts":1541106106796,)" + members + "}");
    EXPECT_TRUE(records.rows.empty()) << members;
    EXPECT_EQ(records.rejects.size(), 1U) << members;
    if (records.rejects.empty()) return {};
    return {records.rejects.front().column, records.rejects.front().kind};
}

std::pair<std::string, RejectKind> bad(const std::string& column,
                                       RejectKind kind = RejectKind::not_convertible) {
    return {column, kind};
}

std::string quoted(const std::string& text) {
    return "\"" + text + "\"";
}

TEST(EventReader, ReadsEveryColumn) {
    const auto records = read_events(
        "object",
        R"({"artist":"a","auth":"b","firstName":"c","gender":"d","itemInSession":1,"lastName":"e",)"
        R"("length":2.5,"level":"f","location":"g","method":"h","page":"i","registration":3.5,)"
        R"("sessionId":4,"song":"j","status":200,"ts":1541106106796,"userAgent":"k","userId":"5"})");
    ASSERT_EQ(records.rows.size(), 1U);
    const StagingEvent expected{.artist = "a",
                                .auth = "b",
                                .first_name = "c",
                                .gender = "d",
                                .item_in_session = 1,
                                .last_name = "e",
                                .length = 2.5,
                                .level = "f",
                                .location = "g",
                                .method = "h",
                                .page = "i",
                                .registration = 3.5,
                                .session_id = 4,
                                .song = "j",
                                .status = 200,
                                .ts = 1541106106796000,
                                .user_agent = "k",
                                .user_id = 5};
    EXPECT_EQ(records.rows.front(), expected);
}

TEST(SongReader, ReadsEveryColumn) {
    const auto records = read_songs(
        "object",
        R"({"num_songs":1,"artist_id":"a","artist_latitude":2.5,"artist_longitude":-3.5,)"
        R"("artist_location":"b","artist_name":"c","song_id":"d","title":"e","duration":4.5,)"
        R"("year":1999})");
    ASSERT_EQ(records.rows.size(), 1U);
    const StagingSong expected{.num_songs = 1,
                               .artist_id = "a",
                               .artist_latitude = 2.5,
                               .artist_longitude = -3.5,
                               .artist_location = "b",
                               .artist_name = "c",
                               .song_id = "d",
                               .title = "e",
                               .duration = 4.5,
                               .year = 1999};
    EXPECT_EQ(records.rows.front(), expected);
}

TEST(RecordReader, AMissingKeyIsNullAndAnUnknownKeyIsIgnored) {
    const StagingEvent event = event_of(R"("other":{"artist":"a"},"Artist":"b","load_id":7)");
    EXPECT_EQ(event, (StagingEvent{.ts = 1541106106796000}));
}

TEST(RecordReader, NullAndTheEmptyStringAreNullInEveryType) {
    const StagingEvent event =
        event_of(R"("artist":"","status":"","userId":"","length":"","song":null,"sessionId":null)");
    EXPECT_EQ(event, (StagingEvent{.ts = 1541106106796000}));
}

TEST(RecordReader, ANumberOrBooleanInATextColumnIsItsSource) {
    EXPECT_EQ(event_of(R"("artist":112)").artist, "112");
    EXPECT_EQ(event_of(R"("artist":4.60e1)").artist, "4.60e1");
    EXPECT_EQ(event_of(R"("artist":true)").artist, "true");
}

TEST(RecordReader, AnObjectOrArrayInATextColumnIsItsSource) {
    EXPECT_EQ(event_of(R"("artist":{ "a" : "\u00e9" })").artist, R"({ "a" : "\u00e9" })");
    EXPECT_EQ(event_of(R"("artist":[1, 2])").artist, "[1, 2]");
}

TEST(RecordReader, TextIsKeptAsItIs) {
    EXPECT_EQ(event_of(R"("artist":" a\t\n\u0001 ")").artist, " a\t\n\x01 ");
    EXPECT_EQ(event_of(R"("artist":" ")").artist, " ");
}

TEST(RecordReader, U0000IsARejectInATextColumnOnly) {
    EXPECT_EQ(reject_of(R"("artist":"a\u0000")"), bad("artist"));
    EXPECT_EQ(event_of(R"("other":"\u0000")").artist, std::nullopt);
}

TEST(RecordReader, LimitsAreCountedInBytes) {
    EXPECT_EQ(event_of(R"("gender":"1234567890123456")").gender, "1234567890123456");
    EXPECT_EQ(reject_of(R"("gender":"12345678901234567")"), bad("gender", RejectKind::too_long));
    EXPECT_EQ(reject_of("\"gender\":\"123456789012345\xC3\xA9\""),
              bad("gender", RejectKind::too_long));
    EXPECT_EQ(event_of(R"("gender":"12345678901234\u00e9")").gender, "12345678901234\xC3\xA9");
}

TEST(RecordReader, EveryTextColumnHasItsLimit) {
    const std::pair<const char*, std::size_t> limits[] = {
        {"artist", 1024}, {"song", 1024}, {"location", 1024}, {"userAgent", 1024},
        {"auth", 64},     {"page", 64},   {"firstName", 256}, {"lastName", 256},
        {"gender", 16},   {"level", 16},  {"method", 16}};
    for (const auto& [key, limit] : limits) {
        const std::string start = quoted(key) + ":";
        event_of(start + quoted(std::string(limit, 'x')));
        EXPECT_EQ(reject_of(start + quoted(std::string(limit + 1, 'x'))).second,
                  RejectKind::too_long);
    }
}

TEST(RecordReader, ANumericStringIsANumber) {
    EXPECT_EQ(event_of(R"("userId":"39")").user_id, 39);
    EXPECT_EQ(event_of(R"("userId":"+0039")").user_id, 39);
    EXPECT_EQ(event_of(R"("userId":"-39.0")").user_id, -39);
    EXPECT_EQ(event_of(R"("length":"+00.25e1")").length, 2.5);
}

TEST(RecordReader, AStringThatIsNoNumberIsAReject) {
    for (const char* text : {"x", " 1", "1 ", " ", "1.", ".5", "+", "-", "--1", "1e", "0x10", "NaN",
                             "Infinity", "-inf", "1,5", "true", "null", "1\\u0000"}) {
        EXPECT_EQ(reject_of(R"("userId":)" + quoted(text)), bad("user_id")) << text;
        EXPECT_EQ(reject_of(R"("length":)" + quoted(text)), bad("length")) << text;
    }
}

TEST(RecordReader, WhatIsNeverANumberIsARejectInANumberColumn) {
    for (const char* value : {"true", "false", "{}", "[]", "[1]"}) {
        EXPECT_EQ(reject_of(std::string("\"status\":") + value), bad("status")) << value;
        EXPECT_EQ(reject_of(std::string("\"sessionId\":") + value), bad("session_id")) << value;
        EXPECT_EQ(reject_of(std::string("\"length\":") + value), bad("length")) << value;
    }
}

TEST(RecordReader, AnIntegralFloatFitsAnIntegerColumn) {
    EXPECT_EQ(event_of(R"("sessionId":1540919166796.0)").session_id, 1540919166796);
    EXPECT_EQ(event_of(R"("status":1e3)").status, 1000);
    EXPECT_EQ(event_of(R"("status":1.5E+1)").status, 15);
    EXPECT_EQ(event_of(R"("status":1500e-2)").status, 15);
    EXPECT_EQ(event_of(R"("status":-0.0)").status, 0);
    EXPECT_EQ(event_of(R"("status":0e999999999999999999999)").status, 0);
    EXPECT_EQ(event_of(R"("sessionId":9007199254740993.0)").session_id, 9007199254740993);
}

TEST(RecordReader, AFractionIsARejectInAnIntegerColumn) {
    for (const char* value : {"0.5", "1.00000000000000000000001", "1e-400", "15e-1"}) {
        EXPECT_EQ(reject_of(std::string("\"status\":") + value), bad("status")) << value;
    }
}

TEST(RecordReader, IntegersHaveTheRangeOfTheirColumn) {
    EXPECT_EQ(event_of(R"("status":2147483647)").status, 2147483647);
    EXPECT_EQ(event_of(R"("status":-2147483648)").status, -2147483647 - 1);
    EXPECT_EQ(reject_of(R"("status":2147483648)"), bad("status"));
    EXPECT_EQ(event_of(R"("userId":9223372036854775807)").user_id, INT64_MAX);
    EXPECT_EQ(event_of(R"("userId":"-9223372036854775808")").user_id, INT64_MIN);
    EXPECT_EQ(reject_of(R"("userId":9223372036854775808)"), bad("user_id"));
    EXPECT_EQ(reject_of(R"("userId":1e999999999999999999999)"), bad("user_id"));
}

TEST(RecordReader, ADoubleThatOverflowsIsARejectAndOneThatUnderflowsIsZero) {
    EXPECT_EQ(reject_of(R"("length":1e309)"), bad("length"));
    EXPECT_EQ(reject_of(R"("length":"-1e400")"), bad("length"));
    EXPECT_EQ(event_of(R"("length":1e-400)").length, 0.0);
    EXPECT_EQ(event_of(R"("length":5e-324)").length, 5e-324);
    EXPECT_EQ(event_of(R"("length":1.7976931348623157e308)").length, 1.7976931348623157e308);
}

TEST(RecordReader, TsIsEpochMillisecondsOfTheYears1To9999) {
    EXPECT_EQ(event_of(R"("ts":"1541106106796.0")").ts, 1541106106796000);
    EXPECT_EQ(event_of(R"("ts":-62135596800000)").ts, -62135596800000000);
    EXPECT_EQ(reject_of(R"("ts":-62135596800001)"), bad("ts"));
    EXPECT_EQ(event_of(R"("ts":253402300799999)").ts, 253402300799999000);
    EXPECT_EQ(reject_of(R"("ts":253402300800000)"), bad("ts"));
    EXPECT_EQ(reject_of(R"("ts":1541106106796.5)"), bad("ts"));
    EXPECT_EQ(reject_of(R"("ts":"2018-11-01 21:01:46")"), bad("ts"));
}

TEST(RecordReader, AnEventWithoutTsIsAReject) {
    for (const char* record : {"{}", R"({"ts":null})", R"({"ts":""})", R"({"artist":"a"})"}) {
        const auto records = read_events("object", record);
        ASSERT_EQ(records.rejects.size(), 1U);
        EXPECT_EQ(records.rejects.front().column, "ts");
        EXPECT_EQ(records.rejects.front().kind, RejectKind::missing);
    }
}

TEST(RecordReader, ASongWithoutItsIdsIsARejectOfTheFirstMissingColumn) {
    EXPECT_EQ(read_songs("o", R"({"song_id":""})").rejects.at(0).column, "artist_id");
    EXPECT_EQ(read_songs("o", R"({"artist_id":"a"})").rejects.at(0).column, "song_id");
}

TEST(RecordReader, ARecordIsOneRejectOfItsFirstBadKey) {
    EXPECT_EQ(reject_of(R"("userId":"x","status":"y","artist":"\u0000")"), bad("user_id"));
}

TEST(RecordReader, ABadValueIsNamedBeforeAMissingOne) {
    EXPECT_EQ(reject_of(R"("ts":null,"userId":"x")"), bad("user_id"));
}

TEST(RecordReader, OfAKeyThatOccursTwiceTheLastCounts) {
    EXPECT_EQ(event_of(R"("status":1,"status":2)").status, 2);
    EXPECT_EQ(event_of(R"("status":1,"status":null)").status, std::nullopt);
    EXPECT_EQ(event_of(R"("status":"x","stat\u0075s":2)").status, 2);
    EXPECT_EQ(reject_of(R"("status":1,"status":"x")"), bad("status"));
}

TEST(RecordReader, ASyntaxErrorCoversABadValueBeforeIt) {
    EXPECT_EQ(reject_of(R"("status":"x",})"), bad("", RejectKind::syntax));
}

TEST(RecordReader, ARejectSaysWhereItsRecordBegins) {
    const auto records =
        read_events("log.json", "{\"ts\":1}\n{\n\"ts\":\n\"x\"}\n{\"ts\":\n}\n{\"ts\":2}");
    ASSERT_EQ(records.rejects.size(), 2U);
    EXPECT_EQ(records.rejects[0].object, "log.json");
    EXPECT_EQ(records.rejects[0].line, 2);
    EXPECT_EQ(records.rejects[0].column, "ts");
    EXPECT_EQ(records.rejects[1].line, 5);
    EXPECT_EQ(records.rejects[1].column, "");
    EXPECT_EQ(records.rows.size(), 2U);
}

}  // namespace
}  // namespace sparkify::oracle
