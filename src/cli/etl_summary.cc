#include "cli/etl_summary.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "base/quantity.h"
#include "cli/check_report.h"
#include "cli/plan_summary.h"
#include "cli/reject_report.h"
#include "cli/result_json.h"
#include "report/duration.h"
#include "report/text_table.h"

namespace sparkify {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShownRejects = 10;

double seconds(std::chrono::nanoseconds time) {
    return std::chrono::duration<double>(time).count();
}

std::string loads_table(const EtlReport& report, const Terminal& terminal) {
    ResultTable table;
    table.columns = {{"loaded into", false}, {"objects", true}, {"size", true},
                     {"records", true},      {"staged", true},  {"rejected", true}};
    for (const LoadAccount& load : report.loads)
        table.rows.push_back({load.table, static_cast<std::int64_t>(load.objects),
                              bytes_text(load.bytes), static_cast<std::int64_t>(load.read),
                              static_cast<std::int64_t>(load.staged),
                              static_cast<std::int64_t>(load.rejected)});
    TextTableOptions options;
    options.thousands_columns = {1, 3, 4, 5};
    return text_table(table, options, terminal);
}

std::string rows_table(const EtlReport& report, const Terminal& terminal) {
    ResultTable table;
    table.columns = {{"table", false}, {"rows", true}};
    for (const TableRows& rows : report.rows)
        table.rows.push_back({rows.table, rows.rows});
    TextTableOptions options;
    options.thousands_columns = {1};
    return text_table(table, options, terminal);
}

std::string matches_table(const EtlReport& report, const Terminal& terminal) {
    const auto plays = static_cast<double>(report.account.plays_added);
    ResultTable table;
    table.columns = {{"plays added", false}, {"plays", true}, {"share", true}};
    for (const EventOutcome& match : report.matches)
        table.rows.push_back(
            {match.outcome == "matched" ? "matched to a song" : "not matched: " + match.outcome,
             match.events, percent_text(static_cast<double>(match.events) / plays)});
    TextTableOptions options;
    options.thousands_columns = {1};
    return text_table(table, options, terminal);
}

std::string account_table(const RunAccount& account, const Terminal& terminal) {
    ResultTable table;
    table.columns = {{"account", false}, {"records", true}};
    table.rows = {
        {"records read", account.records_read},   {"  staged", account.records_staged},
        {"  rejected", account.records_rejected}, {"events staged", account.events_staged},
        {"  plays added", account.plays_added},   {"  plays already there", account.plays_known},
        {"  no plays", account.no_plays}};
    TextTableOptions options;
    options.thousands_columns = {1};
    return text_table(table, options, terminal);
}

std::string steps_table(const EtlReport& report, const Terminal& terminal) {
    ResultTable table;
    table.columns = {{"step", false}, {"time", true}};
    for (const StepTime& step : report.steps)
        table.rows.push_back({step.step, duration_text(step.time)});
    return text_table(table, {}, terminal);
}

std::string checks_line(const EtlReport& report) {
    const auto warnings =
        std::ranges::count_if(report.checks, [](const CheckResult& it) { return !it.passed(); });
    if (warnings == 0) return fmt::format("{} passed", counted(report.checks.size(), "check"));
    return fmt::format("{}, {} with warnings", counted(report.checks.size(), "check"), warnings);
}

/// "12 rejects replayed. Passed over: 2 not open any more, 1 without a record."
std::string sections_line(const ReplayedSections& sections) {
    std::string line = counted(sections.replayed, "reject") + " replayed.";
    std::string rest;
    if (sections.closed_before > 0)
        rest = fmt::format("{} not open any more", sections.closed_before);
    if (sections.empty > 0)
        rest += fmt::format("{}{} without a record", rest.empty() ? "" : ", ", sections.empty);
    if (!rest.empty()) line += fmt::format(" Passed over: {}.", rest);
    if (sections.cut > 0)
        line += fmt::format(" Of {} only the beginning had been kept: see that the rest is there.",
                            counted(sections.cut, "record"));
    return line + "\n";
}

/// Empty if nothing has vanished.
std::string vanished_line(const EtlReport& report) {
    std::uint64_t vanished = 0;
    for (const StagingPlan& plan : report.plans)
        vanished += count_in_state(plan.planned, ObjectState::vanished);
    if (vanished == 0) return "";
    const std::string objects = counted(vanished, "known object has vanished, whose rows",
                                        "known objects have vanished, whose rows");
    if (report.kind == RunKind::full_refresh) return fmt::format("{} are forgotten.\n", objects);
    return fmt::format("{} stay (`etl --dry-run --explain` says which).\n", objects);
}

std::string nothing_new(const EtlReport& report) {
    if (report.kind == RunKind::replay) return sections_line(report.sections);
    std::uint64_t objects = 0;
    for (const StagingPlan& plan : report.plans)
        objects += plan.listed.size();
    return (objects == 0 ? "There is nothing to load.\n"
                         : fmt::format("Nothing is new: {} known, none has changed.\n",
                                       counted(objects, "object is", "objects are"))) +
           vanished_line(report);
}

std::string human(const EtlReport& report, const Terminal& terminal) {
    if (report.run_id == 0) return nothing_new(report);
    std::string text = loads_table(report, terminal) + "\n" +
                       account_table(report.account, terminal) + "\n" +
                       rows_table(report, terminal) + "\n";
    if (!report.matches.empty()) text += matches_table(report, terminal) + "\n";
    text += steps_table(report, terminal);
    text += offending_rows(report.checks, terminal);
    if (!report.rejects.empty())
        text += "\n" + reject_report(report.rejects, kShownRejects, terminal);
    if (report.kind == RunKind::replay) text += "\n" + sections_line(report.sections);
    if (const std::string vanished = vanished_line(report); !vanished.empty())
        text += "\n" + vanished;
    text += fmt::format("\nRun {} done in {}: {}.\n", report.run_id, duration_text(report.time),
                        checks_line(report));
    return text;
}

Json loads_json(const EtlReport& report) {
    Json loads = Json::array();
    for (const LoadAccount& load : report.loads)
        loads.push_back({{"table", load.table},
                         {"objects", load.objects},
                         {"bytes", load.bytes},
                         {"records_read", load.read},
                         {"records_staged", load.staged},
                         {"records_rejected", load.rejected}});
    return loads;
}

Json account_json(const RunAccount& account) {
    return {{"records_read", account.records_read},
            {"records_staged", account.records_staged},
            {"records_rejected", account.records_rejected},
            {"events_staged", account.events_staged},
            {"plays_added", account.plays_added},
            {"plays_known", account.plays_known},
            {"no_plays", account.no_plays}};
}

std::string json(const EtlReport& report, bool explain) {
    Json document;
    if (report.run_id != 0) document["run_id"] = report.run_id;
    document["status"] = report.run_id == 0 ? "nothing new" : "done";
    if (explain) document["plan"] = plan_json(report, explain);
    document["loads"] = loads_json(report);
    document["tables"] = Json::object();
    for (const TableRows& rows : report.rows)
        document["tables"][rows.table] = rows.rows;
    document["account"] = account_json(report.account);
    document["matches"] = Json::object();
    for (const EventOutcome& match : report.matches)
        document["matches"][match.outcome] = match.events;
    document["checks"] = check_json(report.checks);
    document["rejects"] = rejects_json(report.rejects);
    if (report.kind == RunKind::replay)
        document["sections"] = {{"replayed", report.sections.replayed},
                                {"closed_before", report.sections.closed_before},
                                {"empty", report.sections.empty},
                                {"cut", report.sections.cut}};
    document["steps"] = Json::array();
    for (const StepTime& step : report.steps)
        document["steps"].push_back({{"step", step.step}, {"seconds", seconds(step.time)}});
    document["seconds"] = seconds(report.time);
    return json_text(document);
}

}  // namespace

std::string etl_summary(const EtlReport& report, bool explain, const Session& session) {
    if (session.json()) return json(report, explain);
    const std::string plan = explain ? plan_summary(report, explain, session) + "\n" : "";
    return plan + human(report, session.terminal());
}

std::string failed_etl_summary(const EtlReport& report, const Session& session) {
    if (session.json()) {
        Json document;
        if (report.run_id != 0) document["run_id"] = report.run_id;
        document["status"] = "failed";
        document["loads"] = loads_json(report);
        document["account"] = account_json(report.account);
        document["checks"] = check_json(report.checks);
        document["rejects"] = rejects_json(report.rejects);
        return json_text(document);
    }
    std::string text = offending_rows(report.checks, session.terminal());
    if (!report.rejects.empty())
        text += reject_report(report.rejects, kShownRejects, session.terminal());
    return text;
}

}  // namespace sparkify
