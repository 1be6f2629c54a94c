#include "warehouse/postgres/postgres_access.h"

#include <chrono>
#include <utility>

#include "warehouse/libpq/server_options.h"
#include "warehouse/postgres/advisory_lock.h"
#include "warehouse/postgres/postgres_examination.h"
#include "warehouse/postgres/postgres_session.h"
#include "warehouse/postgres/postgres_warehouse.h"

namespace sparkify {
namespace {

/// Also a transform of minutes is no silence: the kernel of a server that runs answers probes.
constexpr std::chrono::seconds kSilence{60};

}  // namespace

PostgresAccess::PostgresAccess(Options options)
    : options_(std::move(options)), interrupt_(std::make_shared<PgInterrupt>()) {}

PgConnection::Options PostgresAccess::connection_options() const {
    return connection_options_of({.engine = Engine::postgres,
                                  .server = options_.server,
                                  .source = options_.source,
                                  .interrupt = interrupt_,
                                  .stop = options_.stop,
                                  .log = options_.log,
                                  .silence = kSilence});
}

std::shared_ptr<RunLock> PostgresAccess::lock() {
    return std::make_shared<AdvisoryLock>(connection_options());
}

std::unique_ptr<Warehouse> PostgresAccess::open(std::shared_ptr<RunLock> lock) {
    if (lock == nullptr) lock = this->lock();
    return std::make_unique<PostgresWarehouse>(
        std::dynamic_pointer_cast<SessionLock>(std::move(lock)), interrupt_, options_.threads);
}

std::unique_ptr<Warehouse> PostgresAccess::open_to_read() {
    const std::stop_callback interruption(options_.stop, [this] { interrupt_->request(); });
    return std::make_unique<PostgresWarehouse>(connection_options());
}

void PostgresAccess::examine(Examination& examination) {
    const std::stop_callback interruption(options_.stop, [this] { interrupt_->request(); });
    examine_postgres(connection_options(), examination);
}

}  // namespace sparkify
