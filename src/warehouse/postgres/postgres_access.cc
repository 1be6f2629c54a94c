#include "warehouse/postgres/postgres_access.h"

#include <utility>

#include <fmt/format.h>

#include "warehouse/postgres/advisory_lock.h"
#include "warehouse/postgres/postgres_examination.h"
#include "warehouse/postgres/postgres_session.h"
#include "warehouse/postgres/postgres_warehouse.h"

namespace sparkify {

PostgresAccess::PostgresAccess(Options options)
    : options_(std::move(options)), interrupt_(std::make_shared<PgInterrupt>()) {}

PgConnection::Options PostgresAccess::connection_options() const {
    return postgres_options(options_.server, options_.source, interrupt_, options_.stop,
                            [log = options_.log](const PgNotice& notice) {
                                log(fmt::format("{}: {}", notice.severity, notice.message));
                            });
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
    return std::make_unique<PostgresWarehouse>(connection_options());
}

void PostgresAccess::examine(Examination& examination) {
    examine_postgres(connection_options(), examination);
}

}  // namespace sparkify
