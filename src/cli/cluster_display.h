#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/run_display.h"
#include "cluster/cluster_observer.h"

namespace sparkify {

/// Tells on standard error how the making and the removing of a cluster go, for people; and keeps
/// in mind what is there, for who has to be told when something fails.
class ClusterDisplay final : public ClusterObserver {
  public:
    /// `quiet`: nothing is told, for it is only rehearsed.
    ClusterDisplay(const Session& session, bool quiet);
    ClusterDisplay(const ClusterDisplay&) = delete;
    ClusterDisplay& operator=(const ClusterDisplay&) = delete;
    ~ClusterDisplay() override;

    void done(const std::string& what) override;
    void exists(const std::string& what) override;
    void gone(const std::string& what) override;
    void waits(const std::string& what) override;
    void waited() override;

    /// What is known to be there, in the order in which it was made.
    [[nodiscard]] const std::vector<std::string>& present() const noexcept { return present_; }

  private:
    void end_wait();

    const Session* session_;
    RunDisplay progress_;
    bool tells_;
    std::vector<std::string> present_;
    std::string waiting_for_;
    std::chrono::steady_clock::time_point begin_;
};

}  // namespace sparkify
