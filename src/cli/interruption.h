#pragma once

#include <functional>
#include <thread>

namespace sparkify {

/// While it exists, SIGINT, SIGTERM and SIGHUP call `stop` instead of ending the process, so that a
/// run can roll back and be recorded. A second signal ends the process at once (which is safe too:
/// nothing is committed halfway).
///
/// `stop` is called from a thread of its own. Make it before other threads exist, so that none of
/// them takes the signal.
class Interruption {
  public:
    explicit Interruption(std::function<void()> stop);
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    ~Interruption();

  private:
    std::thread watcher_;
};

}  // namespace sparkify
