#include "generate/generate.h"

#include <charconv>
#include <chrono>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "generate/audience.h"
#include "generate/catalogue.h"
#include "generate/fault_plan.h"
#include "generate/log_writer.h"
#include "generate/object_file.h"
#include "generate/random.h"
#include "generate/record_writer.h"
#include "generate/repertoire.h"
#include "generate/rhythm.h"
#include "generate/song_writer.h"
#include "generate/user.h"

namespace sparkify {

namespace {

constexpr std::uint64_t kMostEvents = 10'000'000'000;
constexpr std::uint64_t kMostEventsPerUserAndDay = 432'000;
constexpr std::uint32_t kMostSongs = 1'000'000;
constexpr std::uint32_t kMostDays = 3'650;

/// Independent sources of chance, so that faults do not change the good records.
enum Stream : std::uint64_t {
    catalogue_stream,
    world_stream,
    user_stream,
    audience_stream,
    song_object_stream,
    song_fault_stream,
    log_fault_stream
};

[[noreturn]] void refuse(std::string what, std::string place, std::string next_step) {
    throw Error(ErrorCode::usage, {std::move(what), std::move(place), "", std::move(next_step)});
}

std::optional<unsigned> number(std::string_view digits) {
    unsigned value = 0;
    const auto [end, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (failure != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

std::chrono::sys_days parsed_day(const std::string& text) {
    const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
    const std::string_view view = shaped ? std::string_view{text} : "0000-00-00";
    const auto year = number(view.substr(0, 4));
    const auto month = number(view.substr(5, 2));
    const auto day = number(view.substr(8, 2));
    if (year && month && day) {
        const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                               std::chrono::month{*month}, std::chrono::day{*day}};
        // Registrations lie up to two months before the first day, and no time is before 1970.
        if (date.ok() && *year > 1970 && *year < 9900) return std::chrono::sys_days{date};
    }
    refuse("the first day is not a day", text, "write it as YYYY-MM-DD, from 1971 on");
}

void check_numbers(const GenerateOptions& options) {
    if (options.days == 0 || options.days > kMostDays) {
        refuse("impossible number of days", fmt::format("{}", options.days), "ask for 1 to 3650");
    }
    if (options.songs > kMostSongs) {
        refuse("too many songs", fmt::format("{}", options.songs), "ask for at most 1000000");
    }
    const std::uint64_t room =
        std::uint64_t{options.users} * options.days * kMostEventsPerUserAndDay;
    if (options.events > kMostEvents || options.events > room) {
        refuse("too many events for the users and days", fmt::format("{}", options.events),
               "ask for more users, more days or fewer events");
    }
    if (options.log_objects > options.events) {
        refuse("more log objects than events", fmt::format("{}", options.log_objects),
               "ask for at most one log object per event");
    }
}

void check_unused(const std::filesystem::path& folder) {
    std::error_code failure;
    if (!std::filesystem::exists(folder, failure) && !failure) return;
    const bool empty = std::filesystem::is_directory(folder, failure) &&
                       std::filesystem::is_empty(folder, failure) && !failure;
    if (!empty) refuse("there is something already", folder.string(), "choose another directory");
}

void create_folder(const std::filesystem::path& folder) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure) {
        throw Error(ErrorCode::failed, {"cannot create the directory", folder.string(),
                                        failure.message(), "choose another directory"});
    }
}

void write_jsonpaths(const std::filesystem::path& path) {
    constexpr std::string_view kKeys[] = {
        "artist",    "auth",  "firstName", "gender", "itemInSession", "lastName",
        "length",    "level", "location",  "method", "page",          "registration",
        "sessionId", "song",  "status",    "ts",     "userAgent",     "userId"};
    ObjectFile file{path};
    file.append("{\n    \"jsonpaths\": [\n");
    for (const std::string_view& key : kKeys) {
        const bool last = &key == &kKeys[std::size(kKeys) - 1];
        file.append(fmt::format("        \"$['{}']\"{}\n", key, last ? "" : ","));
    }
    file.append("    ]\n}");
    file.close();
}

FaultPlan fault_plan(const GenerateOptions& options, RecordType type, std::uint64_t records,
                     Random random) {
    return options.faults ? FaultPlan{type, records, random} : FaultPlan{};
}

void write_events(const GenerateOptions& options, const std::vector<Song>& songs, Random random,
                  RecordWriter& records) {
    const Rhythm rhythm{parsed_day(options.first_day), options.days};
    const Repertoire repertoire{songs, random.stream(world_stream)};
    const std::vector<User> users =
        invent_users(options.users, rhythm.begin_ms(), random.stream(user_stream));
    Audience audience{users, repertoire, rhythm, options.events, random.stream(audience_stream)};
    LogWriter log{records, {options.events, options.log_objects}};
    while (audience.has_next()) {
        log.write(audience.next());
    }
    log.finish();
}

void add(GenerateSummary& summary, const RecordWriter& records) {
    summary.bytes += records.bytes();
    summary.rejects += records.faults().size();
    summary.faults.insert(summary.faults.end(), records.faults().begin(), records.faults().end());
}

}  // namespace

GenerateSummary generate(const GenerateOptions& options) {
    GenerateSummary summary;
    summary.log_data = options.directory / "log_data";
    summary.song_data = options.directory / "song_data";
    summary.log_jsonpaths = options.directory / "log_json_path.json";
    parsed_day(options.first_day);
    check_numbers(options);
    check_unused(summary.log_data);
    check_unused(summary.song_data);
    create_folder(summary.log_data);
    create_folder(summary.song_data);
    write_jsonpaths(summary.log_jsonpaths);

    const Random random{options.seed};
    const std::vector<Song> songs =
        invent_catalogue(options.songs, random.stream(catalogue_stream));
    RecordWriter song_records{
        options.directory, RecordType::song,
        fault_plan(options, RecordType::song, options.songs, random.stream(song_fault_stream))};
    write_songs(song_records, songs, options.faults, random.stream(song_object_stream));
    RecordWriter log_records{
        options.directory, RecordType::log,
        fault_plan(options, RecordType::log, options.events, random.stream(log_fault_stream))};
    write_events(options, songs, random, log_records);

    summary.events = log_records.records();
    summary.songs = song_records.records();
    summary.log_objects = log_records.objects();
    summary.song_objects = song_records.objects();
    add(summary, song_records);
    add(summary, log_records);
    return summary;
}

}  // namespace sparkify
