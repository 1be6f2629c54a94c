#include <map>
#include <set>
#include <sstream>

#include "generate/fault.h"
#include "generate/generated_set.h"

namespace sparkify {

namespace {

using Json = nlohmann::json;

/// What a strict reader finds in an object: values by the line they begin on, and the lines where
/// it met a syntax error. Written against docs/tables.md, not against the generator.
struct Reading {
    std::multimap<std::uint64_t, Json> values;
    std::multiset<std::uint64_t> errors;
};

Reading read(const std::string& text) {
    Reading reading;
    std::istringstream in{text};
    const auto line_at = [&](std::size_t at) {
        const auto end = text.begin() + static_cast<std::ptrdiff_t>(at);
        return static_cast<std::uint64_t>(std::count(text.begin(), end, '\n')) + 1;
    };
    for (std::size_t at = 0; at < text.size();) {
        at = text.find_first_not_of(" \t\r\n", at);
        if (at == std::string::npos) break;
        in.clear();
        in.seekg(static_cast<std::streamoff>(at));
        const std::uint64_t line = line_at(at);
        try {
            Json value;
            in >> value;
            reading.values.emplace(line, std::move(value));
            at = in.eof() ? text.size() : static_cast<std::size_t>(in.tellg());
        } catch (const Json::exception&) {
            reading.errors.insert(line);
            std::size_t start = at;
            do {
                start = text.find('\n', start);
                if (start == std::string::npos) return reading;
                at = text.find_first_not_of(" \t\r", ++start);
            } while (at != std::string::npos && text[at] != '{');
        }
    }
    return reading;
}

const GeneratedSet& faulty_set() {
    static const GeneratedSet set{{.events = 4'000, .songs = 200, .faults = true}};
    return set;
}

const GeneratedSet& clean_set() {
    static const GeneratedSet set{{.events = 4'000, .songs = 200}};
    return set;
}

std::map<std::string, std::string> all_objects(const GeneratedSet& set) {
    auto objects = set.objects("log_data");
    objects.merge(set.objects("song_data"));
    return objects;
}

/// What a staged row holds: text for text, numbers as numbers, nothing for null and "".
std::map<std::string, std::string> staged(const Json& record) {
    static const std::set<std::string> numbers = {
        "itemInSession", "length", "registration",    "sessionId",
        "status",        "ts",     "userId",          "num_songs",
        "duration",      "year",   "artist_latitude", "artist_longitude"};
    static const std::set<std::string> unknown = {"$meta", "tags", "Ts"};
    std::map<std::string, std::string> row;
    for (const auto& [key, value] : record.items()) {
        if (unknown.contains(key) || value.is_null() || value == Json("")) continue;
        const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
        row[key] = numbers.contains(key) ? Json(std::stod(text)).dump() : text;
    }
    return row;
}

std::multiset<std::map<std::string, std::string>> good_rows(const GeneratedSet& set) {
    std::set<std::pair<std::string, std::uint64_t>> bad;
    for (const PlantedFault& fault : set.summary().faults)
        bad.emplace(fault.object, fault.line);
    std::multiset<std::map<std::string, std::string>> rows;
    for (const auto& [name, text] : all_objects(set)) {
        for (const auto& [line, value] : read(text).values) {
            if (!bad.contains({name, line})) rows.insert(staged(value));
        }
    }
    return rows;
}

TEST(PlantedFaults, LeaveTheGoodRowsAsTheyAreWithout) {
    const auto rows = good_rows(faulty_set());
    EXPECT_EQ(rows.size(), 4'200U);
    EXPECT_EQ(rows, good_rows(clean_set()));
}

TEST(PlantedFaults, OfSyntaxAreMetExactlyWhereTheyAreSaidToBe) {
    const std::set<std::string> json_kinds = {"outer_array", "record_too_large"};
    std::map<std::string, std::multiset<std::uint64_t>> said;
    for (const PlantedFault& fault : faulty_set().summary().faults) {
        const bool syntax = fault.column.empty() && !json_kinds.contains(fault.kind);
        if (syntax) said[fault.object].insert(fault.line);
    }
    for (const auto& [name, text] : all_objects(faulty_set())) {
        EXPECT_EQ(read(text).errors, said[name]) << name;
    }
}

TEST(PlantedFaults, OfValuesLieInARecordOnTheLineSaid) {
    const auto objects = all_objects(faulty_set());
    for (const PlantedFault& fault : faulty_set().summary().faults) {
        if (fault.column.empty()) continue;
        const Reading reading = read(objects.at(fault.object));
        EXPECT_EQ(reading.values.count(fault.line), 1U) << fault.kind;
    }
}

TEST(PlantedFaults, AreFollowedByAGoodRecordOnTheNextLines) {
    const auto objects = all_objects(faulty_set());
    std::set<std::pair<std::string, std::uint64_t>> bad;
    for (const PlantedFault& fault : faulty_set().summary().faults) {
        EXPECT_TRUE(bad.emplace(fault.object, fault.line).second);
        std::istringstream lines{objects.at(fault.object)};
        std::string line;
        for (std::uint64_t number = 0; number < fault.line; ++number)
            std::getline(lines, line);
        do {
            ASSERT_TRUE(std::getline(lines, line)) << fault.kind;
        } while (line.find_first_not_of(" \t\r") == std::string::npos);
        EXPECT_EQ(line[line.find_first_not_of(" \t\r")], '{') << fault.kind;
    }
}

TEST(PlantedFaults, AreOfEveryKindTwice) {
    for (const RecordType type : {RecordType::log, RecordType::song}) {
        const std::string folder = type == RecordType::log ? "log_data" : "song_data";
        std::map<std::pair<std::string, std::string>, int> count;
        for (const PlantedFault& fault : faulty_set().summary().faults) {
            if (fault.object.starts_with(folder)) ++count[{fault.kind, fault.column}];
        }
        for (const Fault& fault : faults_of(type)) {
            EXPECT_GE((count[{fault.kind, blamed_column(fault)}]), 2) << fault.kind;
        }
        EXPECT_EQ((count[{"record_too_large", ""}]), type == RecordType::log ? 1 : 0);
    }
    EXPECT_EQ(faulty_set().summary().rejects, faulty_set().summary().faults.size());
}

TEST(PlantedFaults, AreFewerWhereThereIsLittleRoom) {
    const GeneratedSet set{{.events = 5, .songs = 2, .faults = true}};
    EXPECT_EQ(set.summary().rejects, 7U);
    EXPECT_EQ(good_rows(set).size(), 7U);
}

TEST(PlantedFaults, AreFoundInObjectsThatAreNamedLate) {
    const GeneratedSet set{{.events = 2'000,
                            .songs = 0,
                            .log_objects = 45,
                            .first_day = "2020-02-20",
                            .faults = true}};
    for (const PlantedFault& fault : set.summary().faults) {
        EXPECT_TRUE(std::filesystem::exists(set.directory() / fault.object)) << fault.object;
    }
    EXPECT_EQ(good_rows(set).size(), 2'000U);
}

}  // namespace

}  // namespace sparkify
