#pragma once

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "cli/global_options.h"
#include "config/settings.h"
#include "model/model.h"
#include "report/error_report.h"
#include "report/terminal.h"
#include "storage/object_store.h"
#include "warehouse/duckdb/run_lock.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// What a command works with: the global options, the streams, and the ways to what it needs.
/// Used by one thread.
class Session {
  public:
    Session(GlobalOptions options, Terminal terminal, const CLI::App& program);

    [[nodiscard]] const GlobalOptions& options() const noexcept { return options_; }
    [[nodiscard]] const Terminal& terminal() const noexcept { return terminal_; }
    [[nodiscard]] const CLI::App& program() const noexcept { return *program_; }
    [[nodiscard]] bool json() const noexcept { return options_.output == OutputForm::json; }

    /// Flags, environment and dwh.cfg put together. Read at the first call, which also warns of
    /// unknown keys.
    [[nodiscard]] const Settings& settings();

    [[nodiscard]] Model model() const;

    /// The store that holds a location. Throws Error(configuration) for an empty one; `flag` tells
    /// users how to name it.
    [[nodiscard]] static std::unique_ptr<ObjectStore> open_store(std::string_view location,
                                                                 std::string_view flag);

    /// Throws Error(configuration) for a place that no store of this version reads.
    static void require_local(std::string_view place);

    /// Keeps other runs away from the warehouse, but not readers: for what has to be done before it
    /// is opened. Throws Error(locked).
    [[nodiscard]] std::shared_ptr<RunLock> lock_warehouse();

    /// The warehouse for a run that writes, under a lock that the caller has or a new one.
    [[nodiscard]] std::unique_ptr<Warehouse> open_warehouse(
        std::shared_ptr<RunLock> lock = nullptr);

    /// Whether there is a warehouse already.
    [[nodiscard]] bool warehouse_exists();

    /// The warehouse for looking only. Waits a moment while somebody else writes.
    [[nodiscard]] std::unique_ptr<Warehouse> open_warehouse_to_read();

    /// Writes to standard output. Throws Error(failed) if it cannot be written.
    static void print(std::string_view text);

    /// Writes to standard output what was done for good. If it cannot be written that is a warning,
    /// which says what was done ("the tables are created"): a failure would say that nothing was.
    void print_of_done(std::string_view text, std::string_view done) const;

    /// Writes a warning to standard error.
    void warn(std::string_view what) const;

    [[nodiscard]] ErrorForm error_form() const;

  private:
    [[nodiscard]] std::unique_ptr<Warehouse> open(bool read_only, std::shared_ptr<RunLock> lock);
    void require_duckdb();

    GlobalOptions options_;
    Terminal terminal_;
    const CLI::App* program_;
    std::unique_ptr<Settings> settings_;
};

}  // namespace sparkify
