#include "cluster/waiting.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/patience.h"
#include "base/pause.h"
#include "base/quantity.h"

namespace sparkify {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{200};
constexpr milliseconds kLongestPause{15'000};
constexpr std::chrono::seconds kSettled{180};

milliseconds longer(milliseconds pause) {
    return std::min(pause * 3 / 2, kLongestPause);
}

}  // namespace

Waiting::Waiting(std::chrono::seconds patience, std::stop_token stop, ClusterObserver& observer,
                 bool rehearsing)
    : patience_(patience), stop_(std::move(stop)), observer_(&observer), rehearsing_(rehearsing) {}

void Waiting::until(const std::string& what,
                    const std::function<std::optional<std::string>()>& look) {
    if (!rehearsing_) try_until(what, look);
}

void Waiting::try_until(const std::string& what,
                        const std::function<std::optional<std::string>()>& attempt) {
    repeat(what, patience_, "look at it with `sparkify cluster status`; --timeout waits longer",
           attempt);
}

void Waiting::settle(const std::string& what,
                     const std::function<std::optional<std::string>()>& attempt) {
    repeat(what, std::min(patience_, kSettled), "run it again: it goes on where it was", attempt);
}

void Waiting::repeat(const std::string& what, std::chrono::seconds patience, const char* next_step,
                     const std::function<std::optional<std::string>()>& attempt) {
    Patience left(patience);
    for (milliseconds time = kFirstPause;; time = longer(time)) {
        const std::optional<std::string> seen = attempt();
        if (!seen) break;
        if (!left.lasts())
            throw Error(
                ErrorCode::failed,
                {fmt::format("waited in vain for {}", what),
                 "for " + counted(static_cast<std::uint64_t>(
                                      std::chrono::ceil<std::chrono::minutes>(patience).count()),
                                  "minute"),
                 *seen, next_step});
        observer_->waits(fmt::format("{}: {}", what, *seen));
        pause(time);
    }
    if (left.has_begun()) observer_->waited();
}

void Waiting::pause(milliseconds time) {
    pause_for(time, stop_);
    throw_if_stopped(stop_);
}

}  // namespace sparkify
