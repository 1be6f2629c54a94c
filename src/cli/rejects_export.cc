#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "base/quantity.h"
#include "cli/command.h"
#include "cli/reject_line.h"
#include "cli/result_json.h"
#include "model/model.h"
#include "pipeline/ledger.h"
#include "pipeline/reject_file.h"
#include "report/text_spool.h"
#include "warehouse/warehouse.h"

namespace sparkify {
namespace {

/// Writes a section per reject.
class Sections final : public Warehouse::RowConsumer {
  public:
    explicit Sections(TextSink sink) : sink_(std::move(sink)) {}

    void begin(const std::vector<ResultColumn>& /*columns*/) override {}
    void row(const std::vector<Value>& row) override {
        const std::string table = to_text(row.at(1));
        const std::string object = to_text(row.at(2));
        const std::string column = to_text(row.at(4));
        const std::string reason = to_text(row.at(5));
        const std::string record = to_text(row.at(6));
        const RejectLine line{object, static_cast<std::uint64_t>(std::get<std::int64_t>(row.at(3))),
                              column, "", reason};
        sink_(section_of({std::get<std::int64_t>(row.at(0)),
                          fmt::format("{}, {}", table, text_of(line)), record,
                          std::get<bool>(row.at(7))}));
        ++rejects_;
    }

    [[nodiscard]] std::uint64_t rejects() const { return rejects_; }

  private:
    TextSink sink_;
    std::uint64_t rejects_ = 0;
};

/// The open rejects, not yet written.
struct Export {
    TextSpool text;
    std::uint64_t rejects = 0;
};

Export open_rejects(Session& session) {
    const auto warehouse = session.open_warehouse_to_read();
    Export open;
    open.text.sink()(fmt::format(
        "# Records that could not be loaded into {}.\n"
        "# Mend them below their lines, and run `sparkify rejects replay` with this file."
        "\n# A section without a record is left for later.\n\n",
        warehouse->name()));
    Sections sections(open.text.sink());
    ask_ledger(*warehouse, session.model(), "open_rejects", {}, sections);
    open.rejects = sections.rejects();
    return open;
}

/// Writes a file that must not exist yet: a second export is not to undo what was mended.
void write_new_file(const std::string& path, const TextSpool& text) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wx"),
                                                               std::fclose);
    if (file == nullptr)
        throw Error(errno == EEXIST ? ErrorCode::usage : ErrorCode::failed,
                    {"cannot write the file of rejects", path, std::strerror(errno),
                     errno == EEXIST ? "name another file, or remove this one" : ""});
    try {
        text.copy_to(sink_to(file.get()));
        flush(file.get());
    } catch (const Error&) {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        throw;
    }
}

std::string summary(const Session& session, std::uint64_t rejects, const std::string& file) {
    if (session.json()) return json_text({{"exported", rejects}, {"file", file}});
    if (rejects == 0) return "No reject is open: nothing was written.\n";
    return fmt::format(
        "Wrote {} to {}. Next: mend them there, and run `sparkify rejects replay {}`.\n",
        counted(rejects, "record"), file, file);
}

ExitCode run(Session& session, const std::string& file) {
    if (file.find("://") != std::string::npos)
        throw Error(ErrorCode::usage, {"rejects are exported to a local file", file, "",
                                       "name a path, or - for standard output"});
    const Export open = open_rejects(session);
    if (file == "-") {
        open.text.copy_to(sink_to(stdout));
        return ExitCode::done;
    }
    if (open.rejects > 0) write_new_file(file, open.text);
    Session::print(summary(session, open.rejects, file));
    return ExitCode::done;
}

}  // namespace

CommandAction declare_rejects_export(Parameters& parameters) {
    const auto file = std::make_shared<std::string>();
    parameters.add_text("file", *file, "FILE",
                        "The file to write, which must not exist; - for standard output",
                        Parameters::Need::required);
    return [file](Session& session) { return run(session, *file); };
}

}  // namespace sparkify
