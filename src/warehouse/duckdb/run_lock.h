#pragma once

#include <string>

namespace sparkify {

/// Sees to it that one process at a time writes to a database file: an flock(2) on a file beside
/// it, FILE.lock, which says who holds it. DuckDB locks its file itself, but knows only a process
/// id.
///
/// The lock goes with its process, however that ends, so a file that was left behind blocks nobody.
/// Move-only.
class RunLock {
  public:
    /// Throws Error(locked), saying who holds it and since when, or Error(access_denied |
    /// unreachable) if the file cannot be made.
    explicit RunLock(const std::string& database_file);
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;
    ~RunLock();

  private:
    std::string path_;
    int descriptor_ = -1;
};

}  // namespace sparkify
