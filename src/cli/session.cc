#include "cli/session.h"

#include <algorithm>
#include <csignal>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "aws/aws_access.h"
#include "base/error.h"
#include "cli/full_path.h"
#include "cli/logging.h"
#include "cli/memory_shares.h"
#include "cli/warehouse_choice.h"
#include "model/model.h"
#include "report/text_sink.h"
#include "storage/object_store.h"
#include "storage/s3/s3_location.h"
#include "storage/s3/s3_store.h"
#include "storage/store_by_scheme.h"
#include "warehouse/run_lock.h"
#include "warehouse/warehouse.h"
#include "warehouse/warehouse_access.h"

namespace sparkify {
namespace {

/// "s3:/bucket/key", "S3://bucket/key"
bool looks_like_s3(std::string_view location) {
    return location.starts_with("s3:") || location.starts_with("S3:") ||
           location.starts_with("s3//");
}

}  // namespace

Session::Session(GlobalOptions options, Terminal terminal, const CLI::App& program)
    : options_(std::move(options)), terminal_(terminal), program_(&program) {
    if (options_.threads == 0) options_.threads = std::max(1U, std::thread::hardware_concurrency());
}

Session::~Session() = default;

const Settings& Session::settings() {
    if (settings_) return *settings_;
    settings_ =
        std::make_unique<Settings>(resolve_settings(options_.settings, process_environment()));
    for (const std::string& warning : settings_->warnings)
        warn(warning);
    return *settings_;
}

void Session::be_impatient() {
    static_cast<void>(settings());
    if (settings_->aws.max_attempts.empty()) settings_->aws.max_attempts = "2";
}

Model Session::model() const {
    return options_.model_folder.empty() ? Model::embedded() : Model::read(options_.model_folder);
}

std::unique_ptr<ObjectStore> Session::open_store() {
    return std::make_unique<StoreByScheme>([this] {
        return std::make_unique<S3Store>(aws(), memory_shares(options_, settings()).fetched);
    });
}

std::string Session::full_location(const std::string& location, std::string_view flag) {
    if (location.empty())
        throw Error(
            ErrorCode::configuration,
            {fmt::format("nothing says where the data is ({})", flag), "", "",
             fmt::format("set it in dwh.cfg (`sparkify init` writes one) or with {}", flag)});
    if (is_in_s3(location)) return parse_s3_location(location).url();
    if (looks_like_s3(location))
        throw Error(ErrorCode::configuration, {"this is nearly a place in S3", location, "",
                                               "write s3://BUCKET/PREFIX, in lower case"});
    return location.find("://") == std::string::npos ? full_path(location) : location;
}

std::shared_ptr<AwsAccess> Session::aws() {
    if (!aws_)
        aws_ = std::make_shared<AwsAccess>(settings().aws, process_environment(), stop_.get_token(),
                                           debug_log());
    return aws_;
}

std::shared_ptr<RunLock> Session::lock_warehouse() {
    return warehouse_access().lock();
}

std::unique_ptr<Warehouse> Session::open_warehouse(std::shared_ptr<RunLock> lock) {
    return warehouse_access().open(std::move(lock));
}

bool Session::warehouse_exists() {
    return warehouse_access().exists();
}

std::unique_ptr<Warehouse> Session::open_warehouse_to_read() {
    return warehouse_access().open_to_read();
}

WarehouseAccess& Session::warehouse_access() {
    if (!warehouse_access_) warehouse_access_ = choose_warehouse(*this);
    return *warehouse_access_;
}

void Session::print(std::string_view text) {
    sink_to(stdout)(text);
}

void Session::print_of_done(std::string_view text, std::string_view done) const {
    // A reader that has gone is to be an error of write(2), not the end of the process.
    const auto before = std::signal(SIGPIPE, SIG_IGN);
    try {
        print(text);
        flush(stdout);
    } catch (const Error& error) {
        std::clearerr(stdout);
        warn(fmt::format("{}, but the summary is lost: {}", done, error.what()));
    }
    std::signal(SIGPIPE, before);
}

void Session::warn(std::string_view what) const {
    const std::string text = warning_report(what, error_form());
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void Session::tell(const Error& error) const {
    std::fflush(stdout);
    const std::string text = error_report(error, error_form());
    std::fwrite(text.data(), 1, text.size(), stderr);
}

ErrorForm Session::error_form() const {
    if (json()) return ErrorForm::json;
    return terminal_.stderr_colour ? ErrorForm::colour : ErrorForm::plain;
}

}  // namespace sparkify
