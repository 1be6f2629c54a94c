#include "cli/interruption.h"

#include <csignal>

#include <pthread.h>
#include <unistd.h>

#include "base/exit_code.h"

namespace sparkify {
namespace {

/// SIGUSR1 tells the watcher that it is no longer needed.
constexpr int kNoLongerNeeded = SIGUSR1;

/// Whether the caller wants it to be ignored, as nohup does with SIGHUP.
bool is_ignored(int signal) {
    struct sigaction action {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

sigset_t watched_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, kNoLongerNeeded})
        sigaddset(&signals, signal);
    if (is_ignored(SIGHUP)) sigdelset(&signals, SIGHUP);
    return signals;
}

int wait_for_signal() {
    const sigset_t signals = watched_signals();
    int signal = 0;
    while (sigwait(&signals, &signal) != 0) {
    }
    return signal;
}

}  // namespace

Interruption::Interruption() {
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    watcher_ = std::thread([this] { watch(); });
}

Interruption::~Interruption() {
    pthread_kill(watcher_.native_handle(), kNoLongerNeeded);
    watcher_.join();
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void Interruption::aim_at(Warehouse& warehouse) {
    const std::lock_guard lock(mutex_);
    warehouse_ = &warehouse;
    if (requested_) warehouse.interrupt();
}

void Interruption::forget() {
    const std::lock_guard lock(mutex_);
    warehouse_ = nullptr;
}

void Interruption::watch() {
    if (wait_for_signal() == kNoLongerNeeded) return;
    stop();
    if (wait_for_signal() == kNoLongerNeeded) return;
    ::_exit(static_cast<int>(ExitCode::interrupted));
}

void Interruption::stop() {
    const std::lock_guard lock(mutex_);
    requested_ = true;
    if (warehouse_ != nullptr) warehouse_->interrupt();
}

}  // namespace sparkify
