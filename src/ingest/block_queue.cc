#include "ingest/block_queue.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ingest/decoded_stream.h"

namespace sparkify {
namespace {

/// Objects in one block at most, so that the last blocks are spread over the threads too.
constexpr std::size_t kMaxSegments = 256;

/// Counts what passes.
class CountedStream final : public ObjectStream {
  public:
    CountedStream(std::unique_ptr<ObjectStream> source, ReadProgress& progress)
        : source_(std::move(source)), progress_(&progress) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = source_->read(buffer);
        progress_->bytes.fetch_add(count, std::memory_order_relaxed);
        return count;
    }

  private:
    std::unique_ptr<ObjectStream> source_;
    ReadProgress* progress_;
};

}  // namespace

/// An object between two blocks. Whoever reads from it holds its mutex.
struct BlockQueue::Reader::OpenObject {
    explicit OpenObject(BlockReader block_reader) : reader(std::move(block_reader)) {}

    std::mutex mutex;
    BlockReader reader;
    bool finished = false;
    bool shared = false;
};

BlockQueue::BlockQueue(ObjectStore& store, std::span<const Object> objects, RejectLog& rejects,
                       ReadProgress& progress)
    : objects_(store.open_all(objects)), rejects_(&rejects), progress_(&progress) {}

bool BlockQueue::next(Reader& reader, Block& block) {
    while (block.size() < BlockReader::kTargetBytes && block.segments().size() < kMaxSegments) {
        if (rejects_->full()) break;
        if (!reader.current_ && !take_object(reader)) break;
        if (read_current(reader, block)) break;
    }
    return !block.segments().empty();
}

/// Opens the next object, or joins the others at one that is still being read.
bool BlockQueue::take_object(Reader& reader) {
    if (std::optional<OpenedObject> opened = objects_->next()) {
        auto stored = std::make_unique<CountedStream>(std::move(opened->content), *progress_);
        reader.current_ = std::make_shared<OpenObject>(BlockReader(
            *opened->object, decoded(std::move(stored), opened->object->key), *rejects_));
        return true;
    }
    const std::lock_guard lock(mutex_);
    while (!shared_.empty()) {
        reader.current_ = shared_.back().lock();
        if (reader.current_) return true;
        shared_.pop_back();
    }
    return false;
}

/// Adds a segment of the reader's object. True if the object goes on, so that the block is full.
bool BlockQueue::read_current(Reader& reader, Block& block) {
    const std::shared_ptr<OpenObject> object = reader.current_;
    const std::lock_guard lock(object->mutex);
    if (!object->finished && object->reader.read_into(block)) {
        if (!object->shared) share(object);
        object->shared = true;
        return true;
    }
    if (!object->finished) {
        progress_->objects.fetch_add(1, std::memory_order_relaxed);
        unshare(object);
    }
    object->finished = true;
    reader.current_.reset();
    return false;
}

void BlockQueue::share(const std::shared_ptr<OpenObject>& object) {
    const std::lock_guard lock(mutex_);
    std::erase_if(shared_, [](const auto& other) { return other.expired(); });
    shared_.push_back(object);
}

/// Without this a reader would join again and again at an object that another one still parses.
void BlockQueue::unshare(const std::shared_ptr<OpenObject>& object) {
    const std::lock_guard lock(mutex_);
    std::erase_if(shared_, [&](const auto& other) { return other.lock() == object; });
}

}  // namespace sparkify
