#include "cli/plan_summary.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/quantity.h"
#include "cli/full_path.h"
#include "cli/result_json.h"
#include "report/text_table.h"

namespace sparkify {
namespace {

using Json = nlohmann::ordered_json;

constexpr ObjectState kStates[] = {ObjectState::added, ObjectState::changed, ObjectState::unchanged,
                                   ObjectState::vanished};

bool loads_into(const EtlReport& report, std::string_view table) {
    const auto plan = std::ranges::find(report.plans, table, &StagingPlan::table);
    return plan != report.plans.end() && !plan->objects.empty();
}

/// The tables that a run of this plan would write to.
std::string touched_tables(const EtlReport& report) {
    if (report.kind == RunKind::rebuild) return "artists, songs, users, time, songplays";
    if (report.kind == RunKind::full_refresh) return "all";
    if (report.creates_tables) return "all, which are created";
    std::string tables;
    if (loads_into(report, "staging_songs")) tables += "staging_songs, artists, songs, ";
    if (loads_into(report, "staging_events")) tables += "staging_events, users, time, ";
    return tables.empty() ? "none" : tables + "songplays";
}

std::string counts_table(const EtlReport& report, const Terminal& terminal) {
    ResultTable table;
    table.columns = {{"to be loaded into", false}, {"new", true},      {"changed", true},
                     {"unchanged", true},          {"vanished", true}, {"size", true}};
    for (const StagingPlan& plan : report.plans) {
        std::vector<Value> row{plan.table};
        for (const ObjectState state : kStates)
            row.emplace_back(static_cast<std::int64_t>(count_in_state(plan.planned, state)));
        row.emplace_back(bytes_text(plan.bytes()));
        table.rows.push_back(std::move(row));
    }
    TextTableOptions options;
    options.thousands_columns = {1, 2, 3, 4};
    return text_table(table, options, terminal);
}

std::string reasons_table(const EtlReport& report, const Terminal& terminal) {
    ResultTable table;
    table.columns = {{"object", false}, {"state", false}, {"why", false}};
    for (const StagingPlan& plan : report.plans)
        for (const PlannedObject& planned : plan.planned)
            table.rows.push_back({shown_path(planned.object.key),
                                  std::string(name_of(planned.state)), planned.reason});
    return text_table(table, {}, terminal);
}

Json json_of(const StagingPlan& plan, bool explain) {
    Json document{{"table", plan.table}, {"location", plan.location}};
    for (const ObjectState state : kStates)
        document[std::string(name_of(state))] = count_in_state(plan.planned, state);
    document["bytes_to_load"] = plan.bytes();
    if (!explain) return document;
    document["objects"] = Json::array();
    for (const PlannedObject& planned : plan.planned)
        document["objects"].push_back({{"object", planned.object.key},
                                       {"size", planned.object.size},
                                       {"state", name_of(planned.state)},
                                       {"why", planned.reason}});
    return document;
}

}  // namespace

nlohmann::ordered_json plan_json(const EtlReport& report, bool explain) {
    Json list = Json::array();
    for (const StagingPlan& plan : report.plans)
        list.push_back(json_of(plan, explain));
    return list;
}

std::string plan_summary(const EtlReport& report, bool explain, const Session& session) {
    if (session.json())
        return json_text({{"kind", name_of(report.kind)},
                          {"tables_touched", touched_tables(report)},
                          {"plan", plan_json(report, explain)}});
    std::string text;
    if (!report.plans.empty()) text = counts_table(report, session.terminal()) + "\n";
    if (explain && !report.plans.empty()) text += reasons_table(report, session.terminal()) + "\n";
    return text + fmt::format("Tables touched: {}.\n", touched_tables(report));
}

}  // namespace sparkify
