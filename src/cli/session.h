#pragma once

#include <cstdio>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "cli/global_options.h"
#include "cli/parser_library.h"
#include "config/settings.h"
#include "report/error_report.h"
#include "report/terminal.h"

namespace sparkify {

// Who uses one of these includes its header; most commands use few of them.
class AwsAccess;
class Model;
class ObjectStore;
class RunLock;
class Warehouse;
class WarehouseAccess;

/// What a command works with: the global options, the streams, and the ways to what it needs.
/// Used by one thread.
class Session {
  public:
    Session(GlobalOptions options, Terminal terminal, const CLI::App& program);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session();

    [[nodiscard]] const GlobalOptions& options() const noexcept { return options_; }
    [[nodiscard]] const Terminal& terminal() const noexcept { return terminal_; }
    [[nodiscard]] const CLI::App& program() const noexcept { return *program_; }
    [[nodiscard]] bool json() const noexcept { return options_.output == OutputForm::json; }

    /// Flags, environment and dwh.cfg put together. Read at the first call, which also warns of
    /// unknown keys.
    [[nodiscard]] const Settings& settings();

    /// Has a request that fails repeated once only, unless a user says how often: for who waits at
    /// a terminal.
    void be_impatient();

    [[nodiscard]] Model model() const;

    /// A store that holds everything that a location can name.
    [[nodiscard]] std::unique_ptr<ObjectStore> open_store();

    /// A location as the ledger keeps it: a path in full, an S3 URL as it is. Throws
    /// Error(configuration) for an empty one; `flag` tells users how to name it.
    [[nodiscard]] static std::string full_location(const std::string& location,
                                                   std::string_view flag);

    /// Ends what waits for the network when a stop is requested.
    [[nodiscard]] std::stop_source& stop() noexcept { return stop_; }

    /// What all that talks to AWS shares. Made at the first call. Throws Error(configuration).
    [[nodiscard]] std::shared_ptr<AwsAccess> aws();

    /// Where the warehouse lives. Made at the first call.
    [[nodiscard]] WarehouseAccess& warehouse_access();

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

    /// Writes an error to standard error, and goes on.
    void tell(const Error& error) const;

    [[nodiscard]] ErrorForm error_form() const;

  private:
    GlobalOptions options_;
    Terminal terminal_;
    const CLI::App* program_;
    std::unique_ptr<Settings> settings_;
    std::stop_source stop_;
    std::shared_ptr<AwsAccess> aws_;
    std::unique_ptr<WarehouseAccess> warehouse_access_;
};

}  // namespace sparkify
