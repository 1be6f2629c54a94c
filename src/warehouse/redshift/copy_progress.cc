#include "warehouse/redshift/copy_progress.h"

#include <chrono>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/error.h"
#include "base/pause.h"
#include "warehouse/redshift/redshift_session.h"

namespace sparkify {
namespace {

/// A COPY that is over by then needs no second connection.
constexpr std::chrono::seconds kBeforeFirstLook{3};
constexpr std::chrono::seconds kBetweenLooks{2};

constexpr const char* kRunning = R"(
SELECT CAST(COALESCE(SUM(file_count_scanned), 0) AS BIGINT)
     , CAST(COALESCE(SUM(file_bytes_scanned), 0) AS BIGINT)
     , CAST(COALESCE(SUM(loaded_rows), 0) AS BIGINT)
FROM sys_load_history
WHERE session_id = {}
  AND status = 'running')";

/// False if a stop was requested meanwhile.
bool waited(const std::stop_token& stop, std::chrono::seconds time) {
    pause_for(time, stop);
    return !stop.stop_requested();
}

std::uint64_t count_in(const Value& value) {
    return static_cast<std::uint64_t>(std::get<std::int64_t>(value));
}

}  // namespace

CopyProgress::CopyProgress(PgConnection::Options options, std::int64_t process,
                           ReadProgress& progress)
    : progress_(progress),
      objects_before_(progress.objects),
      bytes_before_(progress.bytes),
      records_before_(progress.records),
      interrupt_(std::make_shared<PgInterrupt>()) {
    options.interrupt = interrupt_;
    options.on_notice = {};
    thread_ = std::jthread([this, options = std::move(options), process](std::stop_token stop) {
        watch(stop, options, process);
    });
}

CopyProgress::~CopyProgress() {
    interrupt_->request();
    thread_.request_stop();
    thread_.join();
    show(0, 0, 0);
}

void CopyProgress::show(std::uint64_t objects, std::uint64_t bytes, std::uint64_t records) {
    progress_.objects = objects_before_ + objects;
    progress_.bytes = bytes_before_ + bytes;
    progress_.records = records_before_ + records;
}

void CopyProgress::watch(const std::stop_token& stop, const PgConnection::Options& options,
                         std::int64_t process) {
    try {
        if (!waited(stop, kBeforeFirstLook)) return;
        PgConnection connection(options);
        do {
            const ResultTable seen = connection.query(fmt::format(fmt::runtime(kRunning), process));
            const std::vector<Value>& row = seen.rows.at(0);
            show(count_in(row.at(0)), count_in(row.at(1)), count_in(row.at(2)));
        } while (waited(stop, kBetweenLooks));
    } catch (const std::exception&) {
        // Without it the load goes on, and is only not seen to.
    }
}

}  // namespace sparkify
