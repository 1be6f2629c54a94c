#pragma once

#include <string>

namespace sparkify {

/// Is told how the making and the removing of a cluster go. Called by one thread.
class ClusterObserver {
  public:
    ClusterObserver() = default;
    ClusterObserver(const ClusterObserver&) = delete;
    ClusterObserver& operator=(const ClusterObserver&) = delete;
    virtual ~ClusterObserver() = default;

    /// "made the role sparkify-dwh", "let in 203.0.113.7/32 at port 5439"
    virtual void done(const std::string& what) = 0;

    /// Something is there now that a user may want to remove: "the role sparkify-dwh".
    virtual void exists(const std::string& what) = 0;

    /// It is not there any more.
    virtual void gone(const std::string& what) = 0;

    /// Something takes a while: "waiting for the cluster dwh: creating". Called at every look.
    virtual void waits(const std::string& what) = 0;

    /// What was waited for is there.
    virtual void waited() = 0;
};

}  // namespace sparkify
