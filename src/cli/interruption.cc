#include "cli/interruption.h"

#include <csignal>
#include <utility>

#include <pthread.h>
#include <unistd.h>

#include "base/exit_code.h"

namespace sparkify {
namespace {

/// SIGUSR1 tells the watcher that it is no longer needed.
constexpr int kNoLongerNeeded = SIGUSR1;

sigset_t watched_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, kNoLongerNeeded})
        sigaddset(&signals, signal);
    return signals;
}

int wait_for_signal() {
    const sigset_t signals = watched_signals();
    int signal = 0;
    while (sigwait(&signals, &signal) != 0) {
    }
    return signal;
}

void watch(const std::function<void()>& stop) {
    if (wait_for_signal() == kNoLongerNeeded) return;
    stop();
    if (wait_for_signal() == kNoLongerNeeded) return;
    ::_exit(static_cast<int>(ExitCode::interrupted));
}

}  // namespace

Interruption::Interruption(std::function<void()> stop) {
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    watcher_ = std::thread([stop = std::move(stop)] { watch(stop); });
}

Interruption::~Interruption() {
    pthread_kill(watcher_.native_handle(), kNoLongerNeeded);
    watcher_.join();
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

}  // namespace sparkify
