#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "storage/local_store.h"

namespace sparkify {

/// Local objects, of which one cannot be read to its end.
class FailingStore final : public ObjectStore {
  public:
    /// The object whose key ends with `key_end` fails after `good_bytes`.
    FailingStore(std::string key_end, std::size_t good_bytes)
        : key_end_(std::move(key_end)), good_bytes_(good_bytes) {}

    [[nodiscard]] std::vector<Object> list(const std::string& location) override {
        return store_.list(location);
    }

    [[nodiscard]] std::unique_ptr<ObjectStream> open(const Object& object) override {
        auto stream = store_.open(object);
        if (!object.key.ends_with(key_end_)) return stream;
        return std::make_unique<FailingStream>(std::move(stream), good_bytes_);
    }

  private:
    class FailingStream final : public ObjectStream {
      public:
        FailingStream(std::unique_ptr<ObjectStream> stream, std::size_t good_bytes)
            : stream_(std::move(stream)), good_bytes_(good_bytes) {}

        std::size_t read(std::span<char> buffer) override {
            if (good_bytes_ == 0)
                throw Error(ErrorCode::unreachable, {"the connection broke", "", "", ""});
            const std::size_t count =
                stream_->read(buffer.first(std::min(buffer.size(), good_bytes_)));
            good_bytes_ -= count;
            return count;
        }

      private:
        std::unique_ptr<ObjectStream> stream_;
        std::size_t good_bytes_;
    };

    LocalStore store_;
    std::string key_end_;
    std::size_t good_bytes_;
};

/// Local objects, of which one call fails: the n-th listing, opening or reading.
class StoreThatFailsOnce final : public ObjectStore {
  public:
    explicit StoreThatFailsOnce(std::uint64_t fail_at) : fail_at_(fail_at) {}

    [[nodiscard]] bool has_failed() const { return calls_ >= fail_at_; }

    [[nodiscard]] std::vector<Object> list(const std::string& location) override {
        count();
        return store_.list(location);
    }
    [[nodiscard]] std::unique_ptr<ObjectStream> open(const Object& object) override {
        count();
        return std::make_unique<Stream>(store_.open(object), *this);
    }

  private:
    class Stream final : public ObjectStream {
      public:
        Stream(std::unique_ptr<ObjectStream> stream, StoreThatFailsOnce& store)
            : stream_(std::move(stream)), store_(store) {}

        std::size_t read(std::span<char> buffer) override {
            store_.count();
            return stream_->read(buffer);
        }

      private:
        std::unique_ptr<ObjectStream> stream_;
        StoreThatFailsOnce& store_;
    };

    void count() {
        if (++calls_ == fail_at_)
            throw Error(ErrorCode::unreachable, {"the test lets this call fail", "", "", ""});
    }

    LocalStore store_;
    std::uint64_t fail_at_;
    std::atomic<std::uint64_t> calls_ = 0;
};

}  // namespace sparkify
