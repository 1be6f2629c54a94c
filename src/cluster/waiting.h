#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "cluster/cluster_observer.h"

namespace sparkify {

/// Looks again and again until something has happened: soon at first, later every 15 seconds. Used
/// by one thread.
class Waiting {
  public:
    /// `patience`: for one thing that is waited for. `rehearsing`: nothing happens, so nothing is
    /// waited for.
    Waiting(std::chrono::seconds patience, std::stop_token stop, ClusterObserver& observer,
            bool rehearsing);

    /// `look` says what it sees as long as that is not what is waited for ("creating"), and nothing
    /// once it is. `what`: "the cluster dwh". Throws what `look` throws, Error(failed) when the
    /// patience is at its end, and Error(interrupted).
    void until(const std::string& what, const std::function<std::optional<std::string>()>& look);

    /// Tries until it succeeds: `attempt` says why it has to be tried again, and nothing once it
    /// has succeeded. For what AWS does not let happen yet.
    void try_until(const std::string& what,
                   const std::function<std::optional<std::string>()>& attempt);

    /// The same for what is made already, and only not known everywhere in AWS: that is a matter of
    /// seconds, so that it is given up after minutes.
    void settle(const std::string& what,
                const std::function<std::optional<std::string>()>& attempt);

    [[nodiscard]] bool rehearsing() const noexcept { return rehearsing_; }

  private:
    void repeat(const std::string& what, std::chrono::seconds patience, const char* next_step,
                const std::function<std::optional<std::string>()>& attempt);
    void pause(std::chrono::milliseconds time);

    std::chrono::seconds patience_;
    std::stop_token stop_;
    ClusterObserver* observer_;
    bool rehearsing_;
};

}  // namespace sparkify
