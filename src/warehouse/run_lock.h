#pragma once

namespace sparkify {

/// Keeps other runs away from a warehouse, but not readers, as long as it exists.
class RunLock {
  public:
    RunLock() = default;
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;
    virtual ~RunLock() = default;
};

}  // namespace sparkify
