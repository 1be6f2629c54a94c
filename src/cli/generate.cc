#include "generate/generate.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include <fmt/format.h>

#include "base/quantity.h"
#include "cli/command.h"
#include "cli/result_json.h"
#include "report/text_table.h"

namespace sparkify {
namespace {

/// A path as it can be pasted into a shell.
std::string for_shell(const std::string& path) {
    const auto is_plain = [](unsigned char byte) {
        return std::isalnum(byte) != 0 || byte >= 0x80 || std::strchr("/._-+:@,", byte) != nullptr;
    };
    if (std::ranges::all_of(path, is_plain)) return path;
    std::string quoted = "'";
    for (const char byte : path)
        quoted += byte == '\'' ? "'\\''" : std::string(1, byte);
    return quoted + "'";
}

std::string human(const GenerateSummary& summary, const Terminal& terminal) {
    std::string text =
        fmt::format("Wrote {} in {} and {} in {} ({}).\n", counted(summary.events, "event"),
                    counted(summary.log_objects, "object"), counted(summary.songs, "song"),
                    counted(summary.song_objects, "object"), bytes_text(summary.bytes));
    if (!summary.faults.empty()) {
        ResultTable table;
        table.columns = {{"object", false}, {"line", true}, {"column", false}, {"fault", false}};
        for (const PlantedFault& fault : summary.faults)
            table.rows.push_back({fault.object, static_cast<std::int64_t>(fault.line),
                                  fault.column.empty() ? Value() : Value(fault.column),
                                  fault.kind});
        TextTableOptions options;
        options.title = "Planted faults";
        options.footnote = counted(summary.rejects, "reject") + " to be expected";
        text += "\n" + text_table(table, options, terminal);
    }
    text +=
        fmt::format("\nNext: sparkify etl --log-data {} --song-data {}{}\n",
                    for_shell(summary.log_data.string()), for_shell(summary.song_data.string()),
                    summary.rejects > 0 ? fmt::format(" --max-errors {}", summary.rejects) : "");
    return text;
}

std::string json(const GenerateSummary& summary) {
    auto faults = nlohmann::ordered_json::array();
    for (const PlantedFault& fault : summary.faults)
        faults.push_back({{"object", fault.object},
                          {"line", fault.line},
                          {"column", fault.column},
                          {"kind", fault.kind}});
    const nlohmann::ordered_json document = {{"events", summary.events},
                                             {"songs", summary.songs},
                                             {"log_objects", summary.log_objects},
                                             {"song_objects", summary.song_objects},
                                             {"bytes", summary.bytes},
                                             {"log_data", summary.log_data.string()},
                                             {"song_data", summary.song_data.string()},
                                             {"log_jsonpath", summary.log_jsonpaths.string()},
                                             {"rejects", summary.rejects},
                                             {"faults", std::move(faults)}};
    return json_text(document);
}

}  // namespace

CommandAction declare_generate(Parameters& parameters) {
    const auto options = std::make_shared<GenerateOptions>();
    const auto directory = std::make_shared<std::string>("data");
    parameters.add_text("directory", *directory, "DIR", "Folder to write to (default: data)");
    parameters.add_count("--seed", options->seed, "Equal seeds give equal data (default 42)");
    parameters.add_count("--events", options->events, "Good event records (default 10,000)");
    parameters.add_count("--songs", options->songs, "Good song records (default 500)");
    parameters.add_count("--users", options->users, "Accounts (default 100)");
    parameters.add_count("--days", options->days, "Days from the first one on (default 30)");
    parameters.add_text("--first-day", options->first_day, "YYYY-MM-DD",
                        "First day (default 2018-11-01)");
    parameters.add_count("--log-objects", options->log_objects,
                         "Log objects (default: one per day)");
    parameters.add_flag("--faults", options->faults,
                        "Plant bad records of every kind and list them");
    return [options, directory](Session& session) {
        options->directory = *directory;
        const GenerateSummary summary = generate(*options);
        Session::print(session.json() ? json(summary) : human(summary, session.terminal()));
        return ExitCode::done;
    };
}

}  // namespace sparkify
