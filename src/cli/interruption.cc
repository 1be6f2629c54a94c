#include "cli/interruption.h"

#include <chrono>
#include <csignal>

#include <pthread.h>
#include <unistd.h>

#include "base/exit_code.h"

namespace sparkify {
namespace {

/// Signals within so long come from one cause: timeout(1), for example, signals a process and its
/// group.
constexpr std::chrono::milliseconds kTogether{200};

/// Wakes the watcher so that it sees that it is over. From elsewhere it means nothing.
constexpr int kWakeUp = SIGUSR1;

/// Whether the caller wants it to be ignored, as nohup does with SIGHUP, and a script's shell with
/// the SIGINT of what it starts in the background.
bool is_ignored(int signal) {
    struct sigaction action {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

sigset_t watched_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (!is_ignored(signal)) sigaddset(&signals, signal);
    sigaddset(&signals, kWakeUp);
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

Interruption::Interruption(std::stop_source& network) : network_(&network) {
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    watcher_ = std::thread([this] { watch(); });
}

Interruption::~Interruption() {
    over_ = true;
    pthread_kill(watcher_.native_handle(), kWakeUp);
    watcher_.join();
    const sigset_t signals = watched_signals();
    const timespec at_once{};
    while (sigtimedwait(&signals, nullptr, &at_once) > 0) {
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

Interruption::Aim Interruption::aim_at(Warehouse& warehouse) {
    const std::lock_guard lock(mutex_);
    warehouse_ = &warehouse;
    if (requested_) warehouse.interrupt();
    return Aim(*this);
}

void Interruption::forget() {
    const std::lock_guard lock(mutex_);
    warehouse_ = nullptr;
}

void Interruption::watch() {
    if (!signal_came()) return;
    stop();
    const auto first = std::chrono::steady_clock::now();
    do {
        if (!signal_came()) return;
    } while (std::chrono::steady_clock::now() - first < kTogether);
    ::_exit(static_cast<int>(ExitCode::interrupted));
}

/// Waits for a signal that is to interrupt; false when the interruption is over.
bool Interruption::signal_came() {
    for (;;) {
        const int signal = wait_for_signal();
        if (over_) return false;
        if (signal != kWakeUp) return true;
    }
}

void Interruption::stop() {
    const std::lock_guard lock(mutex_);
    requested_ = true;
    network_->request_stop();
    if (warehouse_ != nullptr) warehouse_->interrupt();
}

}  // namespace sparkify
