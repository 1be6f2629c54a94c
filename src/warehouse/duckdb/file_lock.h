#pragma once

#include <string>

#include "warehouse/run_lock.h"

namespace sparkify {

/// Sees to it that one process at a time writes to a database file: an flock(2) on a file beside
/// it, FILE.lock, which says who holds it. DuckDB locks its file itself, but knows only a process
/// id.
///
/// The lock goes with its process, however that ends, so a file that was left behind blocks nobody.
/// Move-only.
class FileLock final : public RunLock {
  public:
    /// Throws Error(locked), saying who holds it and since when, or Error(access_denied |
    /// unreachable) if the file cannot be made.
    explicit FileLock(const std::string& database_file);
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock() override;

  private:
    std::string path_;
    int descriptor_ = -1;
};

}  // namespace sparkify
