#include "cli/cluster_display.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace sparkify {

ClusterDisplay::ClusterDisplay(const Session& session, bool quiet)
    : session_(&session),
      progress_(session),
      tells_(!quiet && !session.json() && session.options().progress != ProgressMode::json) {}

ClusterDisplay::~ClusterDisplay() {
    end_wait();
}

void ClusterDisplay::done(const std::string& what) {
    end_wait();
    if (tells_) std::fputs(fmt::format("{}\n", what).c_str(), stderr);
}

void ClusterDisplay::exists(const std::string& what) {
    if (std::ranges::find(present_, what) == present_.end()) present_.push_back(what);
}

void ClusterDisplay::gone(const std::string& what) {
    std::erase(present_, what);
    done("removed " + what);
}

void ClusterDisplay::waits(const std::string& what) {
    if (what == waiting_for_) return;
    end_wait();
    waiting_for_ = what;
    begin_ = std::chrono::steady_clock::now();
    // Where nothing can be drawn over, a line for every change is what there is.
    const bool may_tell = tells_ && session_->options().progress != ProgressMode::none;
    if (may_tell && !session_->terminal().stderr_redraws)
        std::fputs(fmt::format("waiting for {}\n", what).c_str(), stderr);
    progress_.step_started(what, nullptr);
}

void ClusterDisplay::waited() {
    end_wait();
}

void ClusterDisplay::end_wait() {
    if (waiting_for_.empty()) return;
    progress_.step_finished(waiting_for_, std::chrono::steady_clock::now() - begin_);
    waiting_for_.clear();
}

}  // namespace sparkify
