#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "warehouse/redshift/zstd_writer.h"

namespace sparkify {

/// Many records made into a few compressed objects of similar size, which are written while more
/// records come. Thread-safe.
class CompactedObjects {
  public:
    struct Options {
        /// How many objects are filled side by side: as many as can be read side by side.
        std::size_t width = 1;
        /// At this size, compressed, an object is written.
        std::size_t full_bytes = std::size_t{64} << 20;
    };

    /// Writes an object of this name and returns its location. Is called by several threads.
    using PutObject = std::function<std::string(const std::string& name, std::string bytes)>;

    /// `name`: what the names of the objects begin with.
    CompactedObjects(std::string name, Options options, PutObject put);
    CompactedObjects(const CompactedObjects&) = delete;
    CompactedObjects& operator=(const CompactedObjects&) = delete;
    ~CompactedObjects();

    /// Adds whole lines to the object that holds least. Waits while too many objects wait to be
    /// written. Throws what writing has thrown.
    void add(std::string_view lines);

    /// Writes what is left, and returns the locations of all objects. Throws what writing has
    /// thrown.
    [[nodiscard]] std::vector<std::string> finish();

  private:
    /// An object that is being filled.
    struct Filling {
        ZstdWriter writer;
        std::size_t bytes = 0;  ///< before compression
        bool busy = false;
    };

    /// An object that is full.
    struct Full {
        std::string name;
        std::string bytes;
    };

    [[nodiscard]] Filling& take_least(std::unique_lock<std::mutex>& lock);
    void enqueue(std::unique_lock<std::mutex>& lock, std::string bytes);
    void write_what_comes() noexcept;
    void write(std::unique_lock<std::mutex>& lock, Full object);
    void rethrow_failure() const;

    std::string name_;
    Options options_;
    PutObject put_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::unique_ptr<Filling>> filling_;
    std::deque<Full> full_;
    std::vector<std::string> locations_;
    std::size_t objects_ = 0;  ///< that were full so far
    std::size_t writing_ = 0;  ///< that are being written
    bool closed_ = false;      ///< no more will come
    std::exception_ptr failure_;
    std::vector<std::thread> writers_;
};

}  // namespace sparkify
