#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "storage/object_store.h"

namespace sparkify {

/// The bytes of one object in memory, handed out in portions. For tests.
class MemoryStream final : public ObjectStream {
  public:
    /// `bytes` have to outlive the stream. A read returns `portion` bytes at most.
    explicit MemoryStream(std::string_view bytes, std::size_t portion = std::string_view::npos)
        : rest_(bytes), portion_(portion) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = std::min({buffer.size(), portion_, rest_.size()});
        std::ranges::copy(rest_.substr(0, count), buffer.begin());
        rest_.remove_prefix(count);
        return count;
    }

  private:
    std::string_view rest_;
    std::size_t portion_;
};

/// An object store in memory that records what was opened. For tests. Objects are put in before
/// threads share it.
class MemoryStore final : public ObjectStore {
  public:
    /// Reads return `portion` bytes at most.
    explicit MemoryStore(std::size_t portion = std::string_view::npos) : portion_(portion) {}

    void put(std::string key, std::string bytes) {
        objects_.insert_or_assign(std::move(key), std::move(bytes));
    }

    /// All objects whose keys begin with `location`.
    [[nodiscard]] std::vector<Object> list(const std::string& location) override {
        std::vector<Object> objects;
        for (const auto& [key, bytes] : objects_)
            if (key.starts_with(location)) objects.push_back({key, bytes.size(), "1"});
        return objects;
    }

    [[nodiscard]] std::unique_ptr<ObjectStream> open(const Object& object) override {
        const auto found = objects_.find(object.key);
        if (found == objects_.end())
            throw Error(ErrorCode::unreachable, {"cannot open the object", object.key, "", ""});
        const std::lock_guard lock(mutex_);
        opened_.push_back(object.key);
        return std::make_unique<MemoryStream>(found->second, portion_);
    }

    /// The keys that were opened, in that order.
    [[nodiscard]] std::vector<std::string> opened() const {
        const std::lock_guard lock(mutex_);
        return opened_;
    }

  private:
    std::size_t portion_;
    std::map<std::string, std::string> objects_;
    mutable std::mutex mutex_;
    std::vector<std::string> opened_;
};

}  // namespace sparkify
