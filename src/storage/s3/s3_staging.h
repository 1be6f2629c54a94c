#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "storage/s3/s3_store.h"

namespace sparkify {

/// Whether an object of that key was put there by a run or a trial of the warehouse, wherever it
/// stages: objects of its are called as nothing else is.
[[nodiscard]] bool is_staged_for(std::string_view warehouse, std::string_view key);

/// A folder in S3 for what a run writes there and takes away again: manifests, and objects that
/// were made of many. It is named after the warehouse, whose lock the run has to hold. The names of
/// what is written begin with a mark of this staging alone, the time and a random number: a run
/// that has lost its lock unnoticed cannot write over, or take away, what is another's.
/// Thread-safe.
class S3Staging {
  public:
    /// Is told of an object that could not be taken away.
    using OnLeftover = std::function<void(const Error&)>;

    /// `location`: where the folder is made, s3://BUCKET/PREFIX; `warehouse`: a name of it, which
    /// for Redshift is HOST:PORT/DATABASE.
    S3Staging(S3Store& store, const std::string& location, std::string_view warehouse,
              OnLeftover on_leftover);

    /// For who does not hold the lock: a folder beside the warehouse's, of one `user` alone.
    [[nodiscard]] static S3Staging for_trial(S3Store& store, const std::string& location,
                                             std::string_view warehouse, std::string_view user,
                                             OnLeftover on_leftover);

    S3Staging(const S3Staging&) = delete;
    S3Staging& operator=(const S3Staging&) = delete;

    /// Takes everything away that was put there.
    ~S3Staging();

    /// "s3://bucket/prefix/sparkify-1f2e3d4c/", behind which keys begin.
    [[nodiscard]] const std::string& folder() const noexcept { return folder_; }

    /// Takes away what was left there by who was killed. `age`: at least; what is younger may
    /// belong to somebody who still works there, if there is no lock. Throws as S3Store does.
    void clear_leftovers(std::chrono::seconds age = std::chrono::seconds(0));

    /// Writes an object into the folder and returns its location. Throws as S3Store does.
    std::string put(std::string_view name, std::string bytes);

  private:
    S3Staging(S3Store& store, std::string folder, OnLeftover on_leftover);

    S3Store& store_;
    std::string folder_;
    std::string mark_;
    OnLeftover on_leftover_;
    std::mutex mutex_;
    std::vector<std::string> written_;
};

}  // namespace sparkify
