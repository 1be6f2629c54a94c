#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <thread>
#include <unordered_map>
#include <vector>

#include "aws/http_multi.h"
#include "aws/service_error.h"
#include "base/backoff.h"
#include "storage/object_store.h"
#include "storage/s3/byte_budget.h"
#include "storage/s3/concurrency_limit.h"
#include "storage/s3/download.h"
#include "storage/s3/s3_requests.h"

namespace sparkify {

/// Fetches many objects from S3, with many requests in flight, on a thread of its own, and hands
/// them out as they arrive. What has arrived and was not read yet takes no more memory than it may:
/// then nothing more is asked for until it is read. Thread-safe. What it hands out must not outlive
/// it.
class ObjectFetcher final : public ObjectQueue {
  public:
    struct Options {
        std::optional<unsigned> concurrency;  ///< requests in flight; nothing: found by itself
        unsigned max_attempts = 8;            ///< in a row without a byte
        std::uint64_t buffer_bytes = 0;
    };

    /// All but `options` have to outlive the fetcher. `retries` counts the requests that had to be
    /// repeated.
    ObjectFetcher(S3Requests& requests, std::span<const Object> objects, const Options& options,
                  std::atomic<std::uint64_t>& retries);
    ObjectFetcher(const ObjectFetcher&) = delete;
    ObjectFetcher& operator=(const ObjectFetcher&) = delete;
    ~ObjectFetcher() override;

    [[nodiscard]] std::optional<OpenedObject> next() override;

  private:
    using Time = std::chrono::steady_clock::time_point;

    /// A request that is to be made, is on its way, or is to be repeated.
    struct Job;
    using JobPointer = std::unique_ptr<Job>;

    void run();
    void fetch_all();
    [[nodiscard]] bool all_done() const;
    void start_jobs();
    [[nodiscard]] JobPointer next_job();
    [[nodiscard]] JobPointer next_repeated_job();
    [[nodiscard]] JobPointer next_part_of_open_download();
    [[nodiscard]] JobPointer next_download();
    void start(JobPointer job);
    [[nodiscard]] std::chrono::milliseconds time_to_next_start() const;

    void settle(HttpTransfer& transfer, const HttpOutcome& outcome);
    void settle_part(JobPointer job, const HttpOutcome& outcome);
    void settle_checksum(JobPointer job, const HttpOutcome& outcome);
    [[nodiscard]] bool learned_something(Job& job, const HttpOutcome& outcome);
    void repeat(JobPointer job, const HttpOutcome& outcome, bool learned);
    [[nodiscard]] Remedy remedy_of(const HttpOutcome& outcome) const;
    [[noreturn]] void throw_failure(const Job& job, const HttpOutcome& outcome);
    void deliver(JobPointer job);
    void fail(const std::exception_ptr& failure);

    S3Requests* requests_;
    std::span<const Object> objects_;
    Options options_;
    std::atomic<std::uint64_t>* retries_;

    // Of the thread that fetches.
    HttpMulti multi_;
    ByteBudget budget_;
    BufferPool buffers_{Download::kPartBytes};
    ConcurrencyLimit limit_;
    Backoff backoff_;        ///< of one request
    Backoff pauses_;         ///< of all, when the store throttles
    bool at_limit_ = false;  ///< as many requests are in flight as may be
    std::size_t next_object_ = 0;
    std::deque<std::shared_ptr<Download>> open_;  ///< with parts that nobody has asked for yet
    std::multimap<Time, JobPointer> waiting_;     ///< to be repeated
    std::unordered_map<HttpTransfer*, JobPointer> in_flight_;
    std::vector<std::unique_ptr<HttpTransfer>> idle_;
    std::vector<std::weak_ptr<Download>> unfinished_;  ///< those in parts

    std::mutex mutex_;  ///< guards what follows
    std::condition_variable changed_;
    std::deque<std::shared_ptr<Download>> ready_;
    bool finished_ = false;
    std::exception_ptr failure_;

    std::stop_callback<std::function<void()>> wake_on_stop_;
    std::jthread thread_;
};

}  // namespace sparkify
