#include "warehouse/libpq/pg_warehouse.h"

#include <utility>

#include "base/error.h"
#include "warehouse/libpq/pg_error.h"
#include "warehouse/statement_error.h"

namespace sparkify {

PgWarehouse::PgWarehouse(std::shared_ptr<SessionLock> lock, std::shared_ptr<PgInterrupt> interrupt)
    : interrupt_(std::move(interrupt)), lock_(std::move(lock)), name_(lock_->connection().name()) {}

PgWarehouse::PgWarehouse(const PgConnection::Options& options)
    : interrupt_(options.interrupt),
      to_look_(std::make_unique<PgConnection>(options)),
      name_(to_look_->name()) {}

PgWarehouse::~PgWarehouse() {
    if (!in_transaction_ || !connection().is_alive()) return;
    try {
        interrupt_->reset();
        roll_back_now();
    } catch (...) {
        // The server rolls back when the session ends.
    }
}

PgConnection& PgWarehouse::connection() const {
    return lock_ != nullptr ? lock_->connection() : *to_look_;
}

void PgWarehouse::execute(const std::string& statement) {
    connection().execute(statement);
}

void PgWarehouse::stream(const std::string& statement, RowConsumer& consumer) {
    connection().stream(statement, consumer);
}

void PgWarehouse::begin_by(const std::string& statement) {
    connection().execute(statement);
    in_transaction_ = true;
}

void PgWarehouse::roll_back_now() {
    in_transaction_ = false;
    connection().execute("ROLLBACK");
}

void PgWarehouse::commit() {
    if (!interrupt_->shield()) throw interrupted_error("COMMIT", name_);
    std::string tag;
    try {
        tag = connection().tag_of("COMMIT");
    } catch (const Error& error) {
        interrupt_->unshield();
        if (!connection().is_alive()) throw CommitUnknown(error.code(), error.message());
        throw;
    }
    interrupt_->unshield();
    in_transaction_ = false;
    // The server ends a transaction in which something has failed without an error.
    if (tag != "COMMIT")
        throw Error(ErrorCode::failed, {"the server did not commit the transaction", name_,
                                        "a statement in it had failed", "nothing was changed"});
}

void PgWarehouse::rollback() noexcept {
    // The interrupt that ended a run is not to end the recording of it, too.
    interrupt_->reset();
    if (std::exchange(in_transaction_, false)) roll_back_if_connected();
    try {
        if (!connection().is_alive() && lock_ != nullptr) lock_->reconnect();
    } catch (...) {
        // What is done next will say that the warehouse cannot be used.
    }
}

void PgWarehouse::roll_back_if_connected() noexcept {
    try {
        if (connection().is_alive()) roll_back_now();
    } catch (...) {
        // Then the connection is lost, and with it the transaction.
    }
}

}  // namespace sparkify
