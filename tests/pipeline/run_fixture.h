#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "model/model.h"
#include "pipeline/delivery.h"
#include "pipeline/etl.h"
#include "pipeline/run_observer.h"
#include "pipeline/temporary_folder.h"
#include "pipeline/test_warehouse.h"
#include "storage/local_store.h"
#include "storage/object_store.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// Keeps what it is told. `at_step`, if there is one, makes the run fail when that step begins;
/// `on_step` is told of every step.
class KeepingObserver final : public RunObserver {
  public:
    void step_started(const std::string& step, const StepReading*) override {
        steps.push_back(step);
        if (on_step) on_step(step);
        if (step == at_step) throw Error(ErrorCode::failed, {"stopped by the test", step, "", ""});
    }
    void step_finished(const std::string&, std::chrono::nanoseconds) override {}
    void warn(const std::string& what) override { warnings.push_back(what); }

    std::string at_step = {};
    std::function<void(const std::string& step)> on_step = {};
    std::vector<std::string> steps = {};
    std::vector<std::string> warnings = {};
};

/// A warehouse of its own, and runs of etl on it.
class EtlRuns {
  public:
    /// What a run has that is not usual.
    struct Unusual {
        std::optional<std::uint64_t> max_errors = {};
        std::optional<double> max_error_rate = {};
        RunKind kind = RunKind::increment;
        std::string rejects = {};  ///< of a replay: the file of rejects
        ObjectStore* store = nullptr;
        Warehouse* warehouse = nullptr;
        const Model* model = nullptr;
        std::optional<std::chrono::milliseconds> patience = {};
        std::string stop_at_step = {};
        std::function<void(const std::string& step)> on_step = {};
    };

    explicit EtlRuns(unsigned threads = 1, std::uint64_t memory_bytes = 0,
                     std::uint64_t rows_per_slice = 0)
        : place_(TestWarehouse::make({.threads = threads,
                                      .memory_bytes = memory_bytes,
                                      .rows_per_slice = rows_per_slice})) {
        open();
    }

    /// One run on a folder that holds these objects and nothing else. Throws what run_etl() throws.
    void run(const Delivery& delivery) { run(delivery, {}); }
    void run(const Delivery& delivery, const Unusual& unusual);

    /// As run(), for runs that have to fail: the error, or nothing if the run does not fail.
    std::optional<Error> failure_of(const Delivery& delivery, const Unusual& unusual);

    /// One run on objects that exist already.
    void run_on(const std::string& logs, const std::string& songs, const Unusual& unusual);

    /// What the last run did, also if it failed.
    [[nodiscard]] const EtlReport& report() const { return report_; }
    [[nodiscard]] const KeepingObserver& observer() const { return observer_; }
    [[nodiscard]] Warehouse& warehouse() { return *warehouse_; }

    /// An object's key in the last run's rejects -> its path in the delivery.
    [[nodiscard]] std::string path_in_delivery(const std::string& key) const;

    [[nodiscard]] bool blanks_tell_ids() const { return place_->blanks_tell_ids(); }

    /// Closes the warehouse and opens it again, as another run of the program does.
    void open();

    /// Empties all tables; the ledger stays.
    void recreate() { recreate_tables(*warehouse_, model_); }

  private:
    void list(const Model& model, const EtlRequest& request);
    static void write(const Objects& objects, const std::filesystem::path& folder);

    TemporaryFolder folder_;
    std::unique_ptr<TestWarehouse> place_;
    Model model_ = Model::embedded();
    LocalStore store_;
    std::unique_ptr<Warehouse> warehouse_;
    KeepingObserver observer_;
    EtlReport report_;
};

}  // namespace sparkify
