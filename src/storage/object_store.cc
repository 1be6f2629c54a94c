#include "storage/object_store.h"

#include <atomic>
#include <numeric>

namespace sparkify {
namespace {

/// Opens an object when its turn comes.
class SimpleQueue final : public ObjectQueue {
  public:
    SimpleQueue(ObjectStore& store, std::span<const Object> objects)
        : store_(&store), objects_(objects) {}

    [[nodiscard]] std::optional<OpenedObject> next() override {
        const std::size_t index = next_++;
        if (index >= objects_.size()) return std::nullopt;
        return OpenedObject{&objects_[index], store_->open(objects_[index])};
    }

  private:
    ObjectStore* store_;
    std::span<const Object> objects_;
    std::atomic<std::size_t> next_ = 0;
};

}  // namespace

std::uint64_t bytes_of(std::span<const Object> objects) {
    return std::accumulate(
        objects.begin(), objects.end(), std::uint64_t{0},
        [](std::uint64_t sum, const Object& object) { return sum + object.size; });
}

std::unique_ptr<ObjectQueue> ObjectStore::open_all(std::span<const Object> objects) {
    return std::make_unique<SimpleQueue>(*this, objects);
}

std::string ObjectStore::first_bytes(const Object& object, std::size_t count) {
    const auto content = open(object);
    std::string bytes(count, '\0');
    std::size_t read = 0;
    while (read < count) {
        const std::size_t more = content->read(std::span(bytes).subspan(read));
        if (more == 0) break;
        read += more;
    }
    bytes.resize(read);
    return bytes;
}

}  // namespace sparkify
