#include "generate/generate.h"

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <tuple>

#include "base/error.h"
#include "generate/generated_set.h"

namespace sparkify {

namespace {

using Json = nlohmann::ordered_json;

const GeneratedSet& usual_set() {
    static const GeneratedSet set;
    return set;
}

const std::vector<Json>& events() {
    static const std::vector<Json> records = clean_records(usual_set().objects("log_data"));
    return records;
}

const std::vector<Json>& songs() {
    static const std::vector<Json> records = clean_records(usual_set().objects("song_data"));
    return records;
}

std::vector<std::string> keys(const Json& record) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : record.items()) {
        keys.push_back(key);
    }
    return keys;
}

/// As staged: a number for a text column is its text.
std::string text(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

ErrorCode code_of(GenerateOptions options) {
    options.directory = GeneratedSet::fresh_directory();
    try {
        generate(options);
    } catch (const Error& error) {
        EXPECT_FALSE(std::filesystem::exists(options.directory));
        return error.code();
    }
    std::filesystem::remove_all(options.directory);
    return ErrorCode::interrupted;
}

TEST(Generate, WritesTheSameBytesForTheSameOptions) {
    const GeneratedSet again;
    EXPECT_EQ(again.objects("."), usual_set().objects("."));
    const GeneratedSet other{{.seed = 43}};
    EXPECT_NE(other.objects("log_data"), usual_set().objects("log_data"));
}

/// Pins the bytes: data that changes silently would make measurements incomparable.
TEST(Generate, WritesTheSameBytesOnEveryMachine) {
    const GeneratedSet set{{.seed = 7, .events = 500, .songs = 20, .users = 10, .faults = true}};
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const auto& [name, contents] : set.objects(".")) {
        for (const char byte : name + contents) {
            hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
        }
    }
    EXPECT_EQ(hash, 12034323381455469786U);
}

TEST(Generate, WritesExactlyTheCountsAskedFor) {
    EXPECT_EQ(events().size(), 10'000U);
    EXPECT_EQ(songs().size(), 500U);
    EXPECT_EQ(usual_set().summary().events, 10'000U);
    EXPECT_EQ(usual_set().summary().songs, 500U);
    EXPECT_EQ(usual_set().summary().song_objects, 500U);
    EXPECT_EQ(usual_set().summary().log_objects, usual_set().objects("log_data").size());
    EXPECT_EQ(usual_set().summary().rejects, 0U);
}

TEST(Generate, WritesExactCountsHoweverSmallOrCrowded) {
    for (const GenerateOptions& options :
         std::vector<GenerateOptions>{{.events = 0, .songs = 0, .users = 0},
                                      {.events = 1, .songs = 1, .users = 1, .days = 1},
                                      {.events = 20'000, .songs = 0, .users = 1, .days = 1},
                                      {.events = 50'000, .songs = 3, .users = 5, .days = 2}}) {
        const GeneratedSet set{options};
        const std::vector<Json> records = clean_records(set.objects("log_data"));
        EXPECT_EQ(records.size(), options.events);
        EXPECT_EQ(set.objects("song_data").size(), options.songs);
        for (const Json& record : records) {
            const auto ts = record["ts"].get<std::uint64_t>();
            EXPECT_EQ((ts - 1541030400000) / 86'400'000 / options.days, 0U) << ts;
        }
    }
}

TEST(Generate, LaysObjectsOutLikeTheRealData) {
    const std::regex log{R"(log_data/2018/11/2018-11-\d\d-events\.json)"};
    const std::regex song{R"(song_data/([A-Z])/([A-Z])/([A-Z])/TR\1\2\3[A-Z0-9]{13}\.json)"};
    std::uint64_t bytes = 0;
    for (const auto& [name, contents] : usual_set().objects("log_data")) {
        EXPECT_TRUE(std::regex_match(name, log)) << name;
        EXPECT_EQ(contents.back(), '}');
        bytes += contents.size();
    }
    for (const auto& [name, contents] : usual_set().objects("song_data")) {
        EXPECT_TRUE(std::regex_match(name, song)) << name;
        EXPECT_EQ(contents.find('\n'), std::string::npos);
        bytes += contents.size();
    }
    EXPECT_EQ(usual_set().summary().bytes, bytes);
}

TEST(Generate, WritesAsciiOnly) {
    for (const auto& [name, contents] : usual_set().objects(".")) {
        EXPECT_TRUE(std::all_of(contents.begin(), contents.end(), [](char byte) {
            return byte == '\n' || (byte >= 0x20 && byte < 0x7f);
        })) << name;
    }
}

TEST(Generate, WritesKeysInTheOrderOfTheRealData) {
    const std::vector<std::string> log = {
        "artist",    "auth",  "firstName", "gender", "itemInSession", "lastName",
        "length",    "level", "location",  "method", "page",          "registration",
        "sessionId", "song",  "status",    "ts",     "userAgent",     "userId"};
    const std::vector<std::string> song = {
        "num_songs",   "artist_id", "artist_latitude", "artist_longitude", "artist_location",
        "artist_name", "song_id",   "title",           "duration",         "year"};
    for (const Json& event : events())
        EXPECT_EQ(keys(event), log);
    for (const Json& record : songs())
        EXPECT_EQ(keys(record), song);
    const auto paths = Json::parse(usual_set().objects(".").at("log_json_path.json"))["jsonpaths"];
    ASSERT_EQ(paths.size(), log.size());
    for (std::size_t i = 0; i < log.size(); ++i)
        EXPECT_EQ(paths[i], "$['" + log[i] + "']");
}

TEST(Generate, KeepsUsersAndPlaysConsistent) {
    for (const Json& event : events()) {
        const bool logged_out = event["auth"] == "Logged Out";
        EXPECT_EQ(event["userId"] == Json(""), logged_out);
        for (const char* key : {"firstName", "lastName", "gender", "registration", "userAgent"}) {
            EXPECT_EQ(event[key].is_null(), logged_out);
        }
        for (const char* key : {"artist", "song", "length"}) {
            EXPECT_EQ(event[key].is_null(), event["page"] != "NextSong");
        }
        EXPECT_NE(event["ts"].get<std::uint64_t>() % 1000, 0U);
    }
}

TEST(Generate, KeepsEventsInOrderAndItemsUnique) {
    std::map<std::uint64_t, std::uint64_t> next_item;
    std::set<std::tuple<std::string, std::uint64_t, std::uint64_t>> plays;
    std::uint64_t before = 0;
    for (const Json& event : events()) {
        const auto session = event["sessionId"].get<std::uint64_t>();
        const auto ts = event["ts"].get<std::uint64_t>();
        EXPECT_EQ(event["itemInSession"], next_item[session]++);
        EXPECT_GE(ts, before);
        before = ts;
        if (event["page"] != "NextSong") continue;
        EXPECT_TRUE(plays.emplace(event["userId"], session, ts).second);
    }
}

TEST(Generate, MatchesAboutTheShareOfPlaysItPromises) {
    std::set<std::string> titles;
    std::set<std::pair<std::string, std::string>> works;
    std::set<std::tuple<std::string, std::string, double>> recordings;
    for (const Json& song : songs()) {
        const std::string title = text(song["title"]);
        const std::string artist = text(song["artist_name"]);
        titles.insert(title);
        works.emplace(title, artist);
        recordings.emplace(title, artist, song["duration"].get<double>());
    }
    std::map<std::string, double> count;
    for (const Json& event : events()) {
        if (event["page"] != "NextSong") continue;
        const std::string title = text(event["song"]);
        const std::string artist = text(event["artist"]);
        const bool matched = recordings.contains({title, artist, event["length"].get<double>()});
        const bool work = works.contains({title, artist});
        ++count["all"];
        ++count[matched ? "matched" : work ? "length" : titles.contains(title) ? "title" : "none"];
    }
    EXPECT_NEAR(count["none"] / count["all"], 0.65, 0.05);
    EXPECT_NEAR(count["title"] / count["all"], 0.06, 0.02);
    EXPECT_NEAR(count["length"] / count["all"], 0.06, 0.02);
    EXPECT_NEAR(count["matched"] / count["all"], 0.23, 0.04);
}

TEST(Generate, ShowsTheQuirksOfTheRealData) {
    std::map<std::string, std::set<std::string>> artist_names;
    std::map<std::string, int> count;
    for (const Json& song : songs()) {
        artist_names[song["artist_id"]].insert(text(song["artist_name"]));
        count["unknown year"] += static_cast<int>(song["year"] == 0);
        count["without coordinates"] += static_cast<int>(song["artist_latitude"].is_null());
        count["without location"] += static_cast<int>(song["artist_location"] == Json(""));
        count["number title"] += static_cast<int>(song["title"].is_number());
        count["number artist"] += static_cast<int>(song["artist_name"].is_number());
    }
    const auto several = [](const auto& names) { return names.second.size() > 1; };
    count["contradiction"] +=
        static_cast<int>(std::count_if(artist_names.begin(), artist_names.end(), several));
    for (const Json& event : events()) {
        count["page " + event["page"].get<std::string>()] += 1;
        count["quoted agent"] += static_cast<int>(
            event["userAgent"].is_string() && event["userAgent"].get<std::string>().front() == '"');
    }
    for (const char* quirk :
         {"unknown year", "without coordinates", "without location", "number title",
          "number artist", "contradiction", "page Submit Upgrade", "page Submit Downgrade",
          "page Logout", "page Login", "page Error", "page Save Settings", "quoted agent"}) {
        EXPECT_GT(count[quirk], 0) << quirk;
    }
}

TEST(Generate, DividesEventsEvenlyAmongLogObjects) {
    for (const std::uint32_t wanted : {1U, 7U, 30U, 250U}) {
        const GeneratedSet set{{.events = 5'000, .songs = 10, .log_objects = wanted}};
        const auto objects = set.objects("log_data");
        EXPECT_EQ(objects.size(), wanted);
        std::uint64_t before = 0;
        for (const auto& [name, contents] : objects) {
            const std::vector<Json> records = clean_records({{name, contents}});
            EXPECT_NEAR(static_cast<double>(records.size()), 5'000.0 / wanted, 1.0);
            EXPECT_GE(records.front()["ts"].get<std::uint64_t>(), before);
            before = records.back()["ts"].get<std::uint64_t>();
        }
    }
}

TEST(Generate, RefusesWhatCannotBe) {
    EXPECT_EQ(code_of({.first_day = "2018-02-30"}), ErrorCode::usage);
    EXPECT_EQ(code_of({.first_day = "today"}), ErrorCode::usage);
    EXPECT_EQ(code_of({.days = 0}), ErrorCode::usage);
    EXPECT_EQ(code_of({.users = 0}), ErrorCode::usage);
    EXPECT_EQ(code_of({.events = 10, .log_objects = 11}), ErrorCode::usage);
    EXPECT_EQ(code_of({.events = 1'000'000, .users = 1, .days = 1}), ErrorCode::usage);
    EXPECT_EQ(code_of({.songs = 2'000'000}), ErrorCode::usage);
}

TEST(Generate, RefusesADirectoryWithData) {
    const GeneratedSet set{{.events = 10, .songs = 1}};
    const auto before = set.objects(".");
    try {
        generate({.directory = set.directory(), .seed = 1});
        FAIL() << "was not refused";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::usage);
    }
    EXPECT_EQ(set.objects("."), before);
}

}  // namespace

}  // namespace sparkify
