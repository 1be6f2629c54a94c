#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/quantity.h"
#include "cli/command.h"
#include "cli/json_rows.h"
#include "cli/reject_line.h"
#include "model/model.h"
#include "pipeline/ledger.h"
#include "report/style.h"
#include "report/text_spool.h"
#include "warehouse/warehouse.h"

namespace sparkify {
namespace {

struct ListOptions {
    std::optional<std::int64_t> run_id;
    bool all = false;
};

/// A row of the ledger's lists of rejects.
class RejectRow {
  public:
    explicit RejectRow(const std::vector<Value>& row) : row_(&row) {}

    [[nodiscard]] std::string reject_id() const { return to_text(row_->at(0)); }
    [[nodiscard]] std::string run_id() const { return to_text(row_->at(1)); }
    [[nodiscard]] std::string status() const { return to_text(row_->at(2)); }
    [[nodiscard]] std::string closed_by() const { return to_text(row_->at(3)); }
    [[nodiscard]] std::string line() const {
        const std::string object = to_text(row_->at(5));
        const std::string column = to_text(row_->at(7));
        const std::string value = to_text(row_->at(8));
        const std::string reason = to_text(row_->at(9));
        return text_of({object, static_cast<std::uint64_t>(std::get<std::int64_t>(row_->at(6))),
                        column, value, reason});
    }

  private:
    const std::vector<Value>* row_;
};

/// Writes a line per reject below a line per run.
class Lines final : public Warehouse::RowConsumer {
  public:
    Lines(TextSink sink, std::string none, bool colour)
        : sink_(std::move(sink)), none_(std::move(none)), colour_(colour) {}

    void begin(const std::vector<ResultColumn>& /*columns*/) override {}
    void row(const std::vector<Value>& values) override {
        const RejectRow reject(values);
        const bool of_failed_run = reject.status() == "run failed";
        if (reject.run_id() != run_id_) begin_run(reject, of_failed_run);
        sink_(fmt::format("  {:>4}  {}{}\n", reject.reject_id(), reject.line(), end_of(reject)));
        ++rejects_;
        if (reject.status() == "open") ++open_;
        if (of_failed_run) ++of_failed_runs_;
    }

    void end() const {
        if (rejects_ == 0) return sink_(none_ + "\n");
        sink_(fmt::format("{}, {} open.\n", counted(rejects_, "record"), count_text(open_)));
        if (open_ > 0)
            sink_("`sparkify rejects export FILE` writes the open ones to a file, for mending.\n");
        if (of_failed_runs_ > 0)
            sink_("Of a run that failed nothing was loaded: mend the objects, and run it again.\n");
    }

  private:
    void begin_run(const RejectRow& reject, bool failed) {
        run_id_ = reject.run_id();
        sink_(styled(fmt::format("Run {}{}", run_id_, failed ? ", which failed" : ""), Style::bold,
                     colour_) +
              "\n");
    }

    [[nodiscard]] static std::string end_of(const RejectRow& reject) {
        if (reject.status() == "open" || reject.status() == "run failed") return "";
        const std::string run = reject.closed_by();
        return fmt::format("  ({}{})", reject.status(), run.empty() ? "" : " by run " + run);
    }

    TextSink sink_;
    std::string none_;  ///< what is said where there is none
    bool colour_;
    std::string run_id_;
    std::uint64_t rejects_ = 0;
    std::uint64_t open_ = 0;
    std::uint64_t of_failed_runs_ = 0;
};

std::string_view question_of(const ListOptions& options) {
    if (options.all) return "all_rejects";
    return options.run_id ? "rejects_of_run" : "rejects_at_hand";
}

std::string said_of_none(const ListOptions& options) {
    if (options.all) return "No record was ever rejected.";
    if (options.run_id) return fmt::format("Run {} rejected no record.", *options.run_id);
    return "No reject is open; `sparkify rejects list --all` lists those that are closed.";
}

/// The list, not yet written: as long as it is, nobody else can load into the warehouse.
TextSpool list_of(Session& session, const ListOptions& options) {
    const auto warehouse = session.open_warehouse_to_read();
    if (options.run_id) require_run(*warehouse, session.model(), *options.run_id);
    const SqlParameters parameters{{"run_id", std::to_string(options.run_id.value_or(0))}};
    const auto ask = [&](Warehouse::RowConsumer& consumer) {
        ask_ledger(*warehouse, session.model(), question_of(options), parameters, consumer);
    };
    TextSpool list;
    if (session.json()) {
        JsonRows json(list.sink());
        ask(json);
        json.end();
    } else {
        Lines lines(list.sink(), said_of_none(options), session.terminal().stdout_colour);
        ask(lines);
        lines.end();
    }
    return list;
}

ExitCode run(Session& session, const ListOptions& options) {
    if (options.all && options.run_id)
        throw Error(ErrorCode::usage, {"--all and --run exclude each other", "", "", ""});
    list_of(session, options).copy_to(sink_to(stdout));
    return ExitCode::done;
}

}  // namespace

CommandAction declare_rejects_list(Parameters& parameters) {
    const auto options = std::make_shared<ListOptions>();
    parameters.add_count("--run", options->run_id, "All rejects of this run");
    parameters.add_flag(
        "--all", options->all,
        "All rejects of all runs (default: those that are open, and those of the last run "
        "if it failed)");
    return [options](Session& session) { return run(session, *options); };
}

}  // namespace sparkify
