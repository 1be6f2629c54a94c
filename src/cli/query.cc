#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/quantity.h"
#include "cli/command.h"
#include "cli/json_rows.h"
#include "report/csv_writer.h"
#include "report/text_sink.h"
#include "report/text_spool.h"
#include "report/text_table.h"
#include "warehouse/warehouse.h"

namespace sparkify {
namespace {

/// A table has to be in memory to be aligned; nobody reads more rows than this.
constexpr std::size_t kShownRows = 1'000;

struct QueryOptions {
    std::string sql;
    std::string format;
};

class CsvOutput final : public Warehouse::RowConsumer {
  public:
    explicit CsvOutput(TextSink sink) : writer_(std::move(sink)) {}
    void begin(const std::vector<ResultColumn>& columns) override { writer_.header(columns); }
    void row(const std::vector<Value>& values) override { writer_.row(values); }

  private:
    CsvWriter writer_;
};

class TableOutput final : public Warehouse::RowConsumer {
  public:
    void begin(const std::vector<ResultColumn>& columns) override { table_.columns = columns; }
    void row(const std::vector<Value>& values) override {
        if (++rows_ <= kShownRows) table_.rows.push_back(values);
    }
    [[nodiscard]] std::string text(const Terminal& terminal) const {
        if (is_plan()) return plan();
        TextTableOptions options;
        options.footnote = rows_ <= kShownRows
                               ? counted(rows_, "row")
                               : count_text(kShownRows) + " of " + counted(rows_, "row") +
                                     "; --format csv writes them all";
        return text_table(table_, options, terminal);
    }

  private:
    /// What EXPLAIN answers is a drawing of many lines, which no cell can hold.
    [[nodiscard]] bool is_plan() const {
        return table_.columns.size() == 2 && table_.columns.back().name == "explain_value";
    }
    [[nodiscard]] std::string plan() const {
        std::string text;
        for (const std::vector<Value>& row : table_.rows)
            text += to_text(row.back());
        return text;
    }

    ResultTable table_;
    std::uint64_t rows_ = 0;
};

std::string statement_of(const QueryOptions& options) {
    std::string sql = options.sql;
    if (sql == "-") sql.assign(std::istreambuf_iterator<char>(std::cin), {});
    if (sql.find_first_not_of(" \t\r\n;") == std::string::npos)
        throw Error(ErrorCode::usage, {"the statement is empty", "", "",
                                       "write it behind `sparkify query`, in quotation marks"});
    return sql;
}

/// The result, not yet written: as long as it is, nobody else can load into the warehouse, and
/// whoever reads it may take a long time.
TextSpool result_of(Session& session, const std::string& sql, const std::string& format) {
    const auto warehouse = session.open_warehouse_to_read();
    TextSpool result;
    if (format == "csv") {
        CsvOutput output(result.sink());
        warehouse->stream(sql, output);
    } else if (format == "json") {
        JsonRows output(result.sink());
        warehouse->stream(sql, output);
        output.end();
    } else {
        TableOutput output;
        warehouse->stream(sql, output);
        result.sink()(output.text(session.terminal()));
    }
    return result;
}

/// "Table with name plays does not exist", "relation "plays" does not exist"
bool speaks_of_a_table(const Error& error) {
    const std::string& reason = error.message().reason;
    const bool names_one = reason.find("Table with name") != std::string::npos ||
                           reason.find("relation ") != std::string::npos;
    return names_one && reason.find("does not exist") != std::string::npos;
}

ExitCode run(Session& session, const QueryOptions& options) {
    const std::string sql = statement_of(options);
    const std::string format =
        !options.format.empty() ? options.format : (session.json() ? "json" : "table");
    try {
        result_of(session, sql, format).copy_to(sink_to(stdout));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::statement_refused || !speaks_of_a_table(error)) throw;
        Error::Message message = error.message();
        message.next_step = fmt::format("`sparkify query \"{}\"` lists the tables",
                                        session.settings().engine == Engine::duckdb
                                            ? "SHOW TABLES"
                                            : "SELECT schemaname, tablename FROM pg_tables WHERE "
                                              "schemaname IN ('public', 'etl')");
        throw Error(error.code(), message);
    }
    return ExitCode::done;
}

}  // namespace

CommandAction declare_query(Parameters& parameters) {
    const auto options = std::make_shared<QueryOptions>();
    parameters.add_text("sql", options->sql, "SQL", "The statement; - reads it from standard input",
                        Parameters::Need::required);
    parameters.add_choice(
        "-f,--format", {"table", "csv", "json"},
        [options](const std::string& word) { options->format = word; },
        "How the result is written (default: table)");
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
