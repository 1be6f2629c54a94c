#include <cstdio>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/option_checks.h"
#include "report/csv_writer.h"
#include "report/json_writer.h"
#include "report/quantity.h"
#include "report/text_sink.h"
#include "report/text_table.h"

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
    void begin(const std::vector<ResultColumn>& columns) override { writer_.header(columns); }
    void row(const std::vector<Value>& values) override { writer_.row(values); }

  private:
    CsvWriter writer_{sink_to(stdout)};
};

class JsonOutput final : public Warehouse::RowConsumer {
  public:
    void begin(const std::vector<ResultColumn>& columns) override { writer_.begin(columns); }
    void row(const std::vector<Value>& values) override { writer_.row(values); }
    void end() { writer_.end(); }

  private:
    JsonWriter writer_{sink_to(stdout)};
};

class TableOutput final : public Warehouse::RowConsumer {
  public:
    void begin(const std::vector<ResultColumn>& columns) override { table_.columns = columns; }
    void row(const std::vector<Value>& values) override {
        if (++rows_ <= kShownRows) table_.rows.push_back(values);
    }
    [[nodiscard]] std::string text(const Terminal& terminal) const {
        TextTableOptions options;
        options.footnote = rows_ <= kShownRows
                               ? counted(rows_, "row")
                               : count_text(kShownRows) + " of " + counted(rows_, "row") +
                                     "; --format csv writes them all";
        return text_table(table_, options, terminal);
    }

  private:
    ResultTable table_;
    std::uint64_t rows_ = 0;
};

ExitCode run(Session& session, const QueryOptions& options) {
    const auto warehouse = session.open_warehouse_to_read();
    const std::string format =
        !options.format.empty() ? options.format : (session.json() ? "json" : "table");
    if (format == "csv") {
        CsvOutput output;
        warehouse->stream(options.sql, output);
    } else if (format == "json") {
        JsonOutput output;
        warehouse->stream(options.sql, output);
        output.end();
    } else {
        TableOutput output;
        warehouse->stream(options.sql, output);
        session.print(output.text(session.terminal()));
    }
    return ExitCode::done;
}

}  // namespace

CommandAction declare_query(CLI::App& app) {
    const auto options = std::make_shared<QueryOptions>();
    app.add_option("sql", options->sql, "The statement")->type_name("SQL")->required();
    app.add_option("-f,--format", options->format, "table, csv or json (default: table)")
        ->check(one_of({"table", "csv", "json"}))
        ->type_name("FORMAT");
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
