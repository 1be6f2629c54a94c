#include "pipeline/table_text.h"

#include <algorithm>
#include <iterator>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "oracle/calendar.h"

namespace sparkify {
namespace {

using oracle::RenderedTable;
using oracle::RunColumns;

constexpr std::size_t kShownRows = 5;

struct CellText {
    std::string operator()(std::monostate) const { return "\\N"; }
    std::string operator()(Timestamp value) const {
        return oracle::timestamp_text(value.microseconds);
    }
    std::string operator()(Date value) const { return to_text(value); }
    template <class T>
    std::string operator()(const T& value) const {
        return fmt::format("{}", value);
    }
};

bool is_shown(const std::string& column, RunNumbers numbers) {
    if (column == "load_id") return numbers == RunNumbers::all;
    if (column == "songplay_id") return numbers != RunNumbers::none;
    return true;
}

RenderedTable rendered(const ResultTable& result, RunNumbers numbers) {
    RenderedTable table;
    for (const std::vector<Value>& row : result.rows) {
        std::string text;
        for (std::size_t column = 0; column < row.size(); ++column) {
            if (!is_shown(result.columns[column].name, numbers)) continue;
            if (!text.empty()) text += '\t';
            text += std::visit(CellText(), row[column]);
        }
        table.push_back(std::move(text));
    }
    std::ranges::sort(table);
    return table;
}

void add_table(Tables& tables, Warehouse& warehouse, const std::string& name, RunNumbers numbers) {
    tables[name] = rendered(warehouse.query("SELECT * FROM " + name), numbers);
}

RunColumns if_shown(const std::string& column, RunNumbers numbers) {
    return is_shown(column, numbers) ? RunColumns::shown : RunColumns::hidden;
}

std::string rows_only_in(const RenderedTable& left, const RenderedTable& right, char mark) {
    RenderedTable rows;
    std::ranges::set_difference(left, right, std::back_inserter(rows));
    std::string text;
    for (std::size_t i = 0; i < std::min(rows.size(), kShownRows); ++i)
        text += fmt::format("  {} {}\n", mark, rows[i]);
    if (rows.size() > kShownRows) text += fmt::format("  {} and so on\n", mark);
    return text;
}

}  // namespace

RenderedTable rendered(const ResultTable& result) {
    return rendered(result, RunNumbers::all);
}

Tables star_of(Warehouse& warehouse, RunNumbers numbers) {
    Tables tables;
    for (const char* name : {"users", "songs", "artists", "time", "songplays"})
        add_table(tables, warehouse, name, numbers);
    return tables;
}

Tables tables_of(Warehouse& warehouse, RunNumbers numbers) {
    Tables tables = star_of(warehouse, numbers);
    for (const char* name : {"staging_events", "staging_songs"})
        add_table(tables, warehouse, name, numbers);
    return tables;
}

Tables star_of(const oracle::OracleWarehouse& warehouse, RunNumbers numbers) {
    const oracle::Star& star = warehouse.star();
    return {
        {"users", rendered(star.users)},
        {"songs", rendered(star.songs)},
        {"artists", rendered(star.artists)},
        {"time", rendered(star.time)},
        {"songplays", rendered(star.songplays, if_shown("songplay_id", numbers))},
    };
}

Tables tables_of(const oracle::OracleWarehouse& warehouse, RunNumbers numbers) {
    const RunColumns load_id = if_shown("load_id", numbers);
    Tables tables = star_of(warehouse, numbers);
    tables["staging_events"] = rendered(warehouse.staging_events(), load_id);
    tables["staging_songs"] = rendered(warehouse.staging_songs(), load_id);
    return tables;
}

std::string difference(const Tables& actual, const Tables& expected) {
    std::string text;
    for (const auto& [name, rows] : expected) {
        const auto found = actual.find(name);
        const RenderedTable& actual_rows = found == actual.end() ? RenderedTable() : found->second;
        if (actual_rows == rows) continue;
        text += fmt::format("{}: {} rows, {} expected (- missing, + unexpected)\n", name,
                            actual_rows.size(), rows.size());
        text += rows_only_in(rows, actual_rows, '-') + rows_only_in(actual_rows, rows, '+');
    }
    return text;
}

}  // namespace sparkify
