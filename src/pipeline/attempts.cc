#include "pipeline/attempts.h"

#include <algorithm>
#include <random>
#include <thread>

#include <fmt/format.h>

namespace sparkify {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// How often a transaction begins again because of others.
constexpr unsigned kRetries = 4;
constexpr milliseconds kFirstWait{500};
constexpr milliseconds kLongestWait{2'000};

/// How often, at most, it looks whether something is known by now.
constexpr unsigned kLooks = 30;

/// How long an interruption may be overlooked while it waits.
constexpr milliseconds kNap{50};

[[noreturn]] void throw_given_up(const Error& error) {
    throw Error(error.code(),
                {fmt::format("other transactions got in between {} times", kRetries + 1),
                 error.message().place, error.message().reason,
                 "nothing was changed; run it again when nobody else writes to the tables"});
}

}  // namespace

Attempts::Attempts(Warehouse& warehouse, RunObserver& observer, milliseconds patience)
    : warehouse_(warehouse),
      observer_(observer),
      patience_(patience),
      backoff_(kFirstWait, kLongestWait, std::random_device{}()) {}

bool Attempts::go_on_after(const StatementError& refusal) {
    switch (refusal.cause().retry) {
        case Retry::none:
            return false;
        case Retry::conflict:
            begin_again_after_conflict(refusal);
            return true;
        case Retry::not_yet:
            return begin_again_later(refusal);
    }
    return false;
}

void Attempts::begin_again_after_conflict(const StatementError& refusal) {
    if (++conflicts_ > kRetries) throw_given_up(refusal);
    observer_.warn(
        fmt::format("another transaction got in between, so the run begins again ({} of "
                    "{}): {}",
                    conflicts_, kRetries, refusal.message().reason));
    wait_ = backoff_.wait(conflicts_);
}

bool Attempts::begin_again_later(const StatementError& refusal) {
    if (!patience_.has_begun())
        observer_.warn(
            fmt::format("{}: {}; {}, so the run begins again for up to {} s",
                        refusal.message().what, refusal.message().reason, kNotYetKnown,
                        std::chrono::ceil<std::chrono::seconds>(patience_.time()).count()));
    wait_ = patience_.time() / kLooks;
    return patience_.lasts();
}

void Attempts::wait() const {
    const auto end = steady_clock::now() + wait_;
    while (steady_clock::now() < end && !warehouse_.is_interrupted())
        std::this_thread::sleep_for(std::min(kNap, wait_));
}

}  // namespace sparkify
