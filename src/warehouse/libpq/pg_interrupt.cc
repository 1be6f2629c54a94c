#include "warehouse/libpq/pg_interrupt.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <thread>
#include <utility>

#include <sys/eventfd.h>
#include <unistd.h>

#include "base/error.h"

namespace sparkify {
namespace {

void cancel(const PgInterrupt::Aim& aim) noexcept {
    if (aim == nullptr) return;
    std::array<char, 256> message{};
    PQcancel(aim.get(), message.data(), static_cast<int>(message.size()));
}

}  // namespace

PgInterrupt::PgInterrupt() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (descriptor_ < 0)
        throw Error(ErrorCode::failed,
                    {"cannot watch for interrupts", "", std::strerror(errno), ""});
}

PgInterrupt::~PgInterrupt() {
    wait_for_canceller();
    ::close(descriptor_);
}

PgInterrupt::Aim PgInterrupt::aim_at(PGconn* connection) {
    Aim aim(PQgetCancel(connection), PgDeleter());
    const std::lock_guard lock(mutex_);
    std::erase_if(aims_, [](const auto& other) { return other.expired(); });
    aims_.push_back(aim);
    return aim;
}

void PgInterrupt::request() noexcept {
    const std::lock_guard lock(mutex_);
    if (shielded_) return;
    when_ = std::chrono::steady_clock::now();
    requested_ = true;
    ::eventfd_write(descriptor_, 1);
    if (asked_.valid()) return;
    try {
        std::promise<void> over;
        asked_ = over.get_future();
        std::thread([aims = aims_, over = std::move(over)]() mutable {
            for (const std::weak_ptr<PGcancel>& aim : aims)
                cancel(aim.lock());
            over.set_value();
        }).detach();
    } catch (...) {
        // Whether the server is told does not matter: who waits does not wait for ever.
        asked_ = {};
    }
}

void PgInterrupt::wait_for_canceller() noexcept {
    std::future<void> asked;
    {
        const std::lock_guard lock(mutex_);
        asked = std::move(asked_);
    }
    if (asked.valid()) asked.wait_until(when_.load() + kPatience);
}

void PgInterrupt::reset() noexcept {
    wait_for_canceller();
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
