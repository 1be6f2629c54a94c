#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "base/temporary_file.h"
#include "ingest/reject.h"

namespace sparkify {

/// Any number of rejects in bounded memory: the first few megabytes of them stay there, all others
/// go to a temporary file that nobody else sees and that is gone with the spool. Not thread-safe.
class RejectSpool {
  public:
    /// What is kept in memory, about.
    static constexpr std::size_t kMemoryBytes = std::size_t{4} << 20;

    /// Throws Error(failed) if the temporary file cannot be written.
    void add(Reject reject);

    /// Hands out all rejects in the order in which they came. Throws Error(failed) if the temporary
    /// file cannot be read.
    void for_each(const std::function<void(const Reject&)>& take) const;

  private:
    std::vector<Reject> in_memory_;
    std::size_t bytes_ = 0;
    mutable std::optional<TemporaryFile> file_;  ///< reading moves its position
    std::size_t in_file_ = 0;
};

}  // namespace sparkify
