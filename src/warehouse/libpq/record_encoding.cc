#include "warehouse/libpq/record_encoding.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "warehouse/libpq/encoded_rows.h"

namespace sparkify {
namespace {

/// Batches that wait to be sent, and buffers that wait to be filled. Thread-safe.
class EncodedQueue {
  public:
    EncodedQueue(unsigned writers, std::size_t capacity) : writers_(writers), capacity_(capacity) {}

    /// A buffer to fill; nothing if the reader has gone. Waits for room.
    std::optional<EncodedRows> spare() {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [this] { return closed_ || full_.size() < capacity_; });
        if (closed_) return std::nullopt;
        if (spare_.empty()) return EncodedRows();
        EncodedRows rows = std::move(spare_.back());
        spare_.pop_back();
        return rows;
    }

    void push(EncodedRows rows) {
        const std::lock_guard lock(mutex_);
        full_.push_back(std::move(rows));
        ready_.notify_one();
    }

    /// The next batch to send; nothing when no writer will bring one. Waits.
    std::optional<EncodedRows> next() {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return !full_.empty() || writers_ == 0; });
        if (full_.empty()) return std::nullopt;
        EncodedRows rows = std::move(full_.front());
        full_.pop_front();
        room_.notify_one();
        return rows;
    }

    void give_back(EncodedRows rows) {
        rows.clear();
        const std::lock_guard lock(mutex_);
        spare_.push_back(std::move(rows));
    }

    /// A writer has come to its end; with a failure, all others are to end, too.
    void finish(std::exception_ptr failure) {
        const std::lock_guard lock(mutex_);
        if (failure && !failure_) failure_ = std::move(failure);
        closed_ = closed_ || failure_ != nullptr;
        --writers_;
        ready_.notify_one();
        room_.notify_all();
    }

    /// The reader has gone.
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        room_.notify_all();
    }

    void rethrow_failure() {
        const std::lock_guard lock(mutex_);
        if (failure_) std::rethrow_exception(failure_);
    }

  private:
    std::mutex mutex_;
    std::condition_variable room_;
    std::condition_variable ready_;
    std::deque<EncodedRows> full_;
    std::vector<EncodedRows> spare_;
    unsigned writers_;
    std::size_t capacity_;
    bool closed_ = false;
    std::exception_ptr failure_;
};

void encode_share(RecordSource& source, std::int64_t load_id, EncodedQueue& queue) {
    const auto reader = source.open_reader();
    RecordBatch batch(source.columns());
    while (reader->next(batch)) {
        std::optional<EncodedRows> rows = queue.spare();
        if (!rows) return;
        rows->append(batch, load_id);
        queue.push(std::move(*rows));
    }
}

/// The threads that read and encode. They end with it.
class Encoders {
  public:
    Encoders(RecordSource& source, std::int64_t load_id, unsigned threads, EncodedQueue& queue)
        : queue_(queue) {
        threads_.reserve(threads);
        for (unsigned thread = 0; thread < threads; ++thread)
            start([&source, load_id, &queue] { encode_share(source, load_id, queue); });
    }
    Encoders(const Encoders&) = delete;
    Encoders& operator=(const Encoders&) = delete;
    ~Encoders() {
        queue_.close();
        for (std::thread& thread : threads_)
            thread.join();
    }

  private:
    void start(std::function<void()> encode) {
        const auto run = [this, encode = std::move(encode)] {
            std::exception_ptr failure;
            try {
                encode();
            } catch (...) {
                failure = std::current_exception();
            }
            queue_.finish(std::move(failure));
        };
        try {
            threads_.emplace_back(run);
        } catch (const std::system_error&) {
            // The others read what this thread would have read, if there are any.
            queue_.finish(threads_.empty() ? std::current_exception() : nullptr);
        }
    }

    EncodedQueue& queue_;
    std::vector<std::thread> threads_;
};

}  // namespace

void encode_records(RecordSource& source, std::int64_t load_id, unsigned threads,
                    const SendRows& send) {
    threads = std::max(threads, 1U);
    EncodedQueue queue(threads, threads + 1);
    {
        const Encoders encoders(source, load_id, threads, queue);
        send(EncodedRows::header());
        while (std::optional<EncodedRows> rows = queue.next()) {
            send(rows->bytes());
            queue.give_back(std::move(*rows));
        }
        queue.rethrow_failure();
        send(EncodedRows::trailer());
    }
}

}  // namespace sparkify
