#include "warehouse/libpq/pg_interrupt.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include <sys/eventfd.h>
#include <unistd.h>

#include "base/error.h"

namespace sparkify {

PgInterrupt::PgInterrupt() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (descriptor_ < 0)
        throw Error(ErrorCode::failed,
                    {"cannot watch for interrupts", "", std::strerror(errno), ""});
}

PgInterrupt::~PgInterrupt() {
    ::close(descriptor_);
}

void PgInterrupt::aim_at(PGconn* connection) {
    const std::lock_guard lock(mutex_);
    cancel_.reset(connection == nullptr ? nullptr : PQgetCancel(connection));
}

void PgInterrupt::request() noexcept {
    const std::lock_guard lock(mutex_);
    if (shielded_) return;
    requested_ = true;
    ::eventfd_write(descriptor_, 1);
    // Whether the server could be told does not matter: who waits does not wait for ever.
    std::array<char, 256> message{};
    if (cancel_ != nullptr)
        PQcancel(cancel_.get(), message.data(), static_cast<int>(message.size()));
}

void PgInterrupt::reset() noexcept {
    const std::lock_guard lock(mutex_);
    requested_ = false;
    eventfd_t ignored = 0;
    ::eventfd_read(descriptor_, &ignored);
}

bool PgInterrupt::shield() {
    const std::lock_guard lock(mutex_);
    if (requested_) return false;
    shielded_ = true;
    return true;
}

void PgInterrupt::unshield() {
    const std::lock_guard lock(mutex_);
    shielded_ = false;
}

}  // namespace sparkify
