#include "pipeline/run_fixture.h"

#include "pipeline/run_plan.h"

namespace sparkify {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLogs = "log_data";
constexpr const char* kSongs = "song_data";

}  // namespace

void EtlRuns::open() {
    warehouse_.reset();
    warehouse_ = place_->open();
}

void EtlRuns::write(const Objects& objects, const fs::path& folder) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const auto& [path, bytes] : objects)
        write_file(folder / path, bytes);
}

void EtlRuns::run(const Delivery& delivery, const Unusual& unusual) {
    const fs::path logs = folder_.path() / kLogs;
    const fs::path songs = folder_.path() / kSongs;
    write(delivery.logs, logs);
    write(delivery.songs, songs);
    run_on(logs.string(), songs.string(), unusual);
}

/// As the program does: a run that cannot list its sources is recorded.
void EtlRuns::list(const Model& model, const EtlRequest& request) {
    try {
        list_sources(model, request, observer_, report_);
    } catch (const Error& error) {
        record_failed_listing(*warehouse_, model, request, report_, error, observer_);
        throw;
    }
}

void EtlRuns::run_on(const std::string& logs, const std::string& songs, const Unusual& unusual) {
    ObjectStore* store = unusual.store != nullptr ? unusual.store : &store_;
    EtlRequest request;
    request.logs = {store, logs};
    request.songs = {store, songs};
    request.max_errors = unusual.max_errors;
    if (unusual.patience) request.patience = *unusual.patience;
    request.max_error_rate = unusual.max_error_rate;
    request.kind = unusual.kind;
    request.rejects = {store, unusual.rejects};
    const Model& model = unusual.model != nullptr ? *unusual.model : model_;
    report_ = EtlReport();
    observer_.at_step = unusual.stop_at_step;
    observer_.on_step = unusual.on_step;
    observer_.steps.clear();
    observer_.warnings.clear();
    Warehouse& warehouse = unusual.warehouse != nullptr ? *unusual.warehouse : *warehouse_;
    list(model, request);
    run_etl(warehouse, model, request, observer_, report_);
}

std::optional<Error> EtlRuns::failure_of(const Delivery& delivery, const Unusual& unusual) {
    try {
        run(delivery, unusual);
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

std::string EtlRuns::path_in_delivery(const std::string& key) const {
    for (const char* folder : {kLogs, kSongs}) {
        const std::string start = (folder_.path() / folder).string() + '/';
        if (key.starts_with(start)) return key.substr(start.size());
    }
    return key;
}

}  // namespace sparkify
