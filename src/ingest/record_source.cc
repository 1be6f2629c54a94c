#include "ingest/record_source.h"

#include <utility>

namespace sparkify {
namespace {

/// Bytes of blocks that one batch refers to at most, about: records may be so large that each fills
/// a block.
constexpr std::size_t kMaxKeptBytes = std::size_t{8} << 20;

}  // namespace

RecordSource::RecordSource(ObjectStore& store, std::span<const Object> objects,
                           std::span<const Column> columns, std::span<const JsonPath> paths,
                           RejectLog& rejects, ReadProgress& progress)
    : store_(&store),
      objects_(objects),
      columns_(columns),
      paths_(paths),
      tree_(paths),
      rejects_(&rejects),
      progress_(&progress),
      counts_(objects) {}

std::unique_ptr<RecordReader> RecordSource::open_reader() {
    std::call_once(queue_made_,
                   [this] { queue_.emplace(*store_, objects_, *rejects_, *progress_); });
    return std::make_unique<RecordReader>(*this);
}

RecordReader::RecordReader(RecordSource& source)
    : source_(&source), parser_(source.columns_, source.tree_, *source.rejects_) {}

bool RecordReader::next(RecordBatch& batch) {
    batch.clear();
    if (!kept_.empty()) spare_ = std::exchange(kept_, {});
    kept_bytes_ = 0;
    while (!batch.full() && kept_bytes_ < kMaxKeptBytes && (in_segment_ || next_segment(batch)))
        in_segment_ = fill(batch);
    source_->progress_->records.fetch_add(batch.rows(), std::memory_order_relaxed);
    return batch.rows() > 0;
}

bool RecordReader::fill(RecordBatch& batch) {
    const std::size_t before = batch.rows();
    const bool more = parser_.fill(batch);
    source_->counts_.add(*block_.segments()[next_segment_ - 1].object, batch.rows() - before);
    return more;
}

bool RecordReader::next_segment(const RecordBatch& batch) {
    if (next_segment_ == block_.segments().size() && !next_block(batch)) return false;
    const Segment& segment = block_.segments()[next_segment_++];
    parser_.begin(segment, block_.bytes_of(segment));
    return true;
}

bool RecordReader::next_block(const RecordBatch& batch) {
    if (batch.rows() > 0) {
        kept_bytes_ += block_.capacity();
        kept_.push_back(std::exchange(block_, Block()));
        if (!spare_.empty()) {
            block_ = std::move(spare_.back());
            spare_.pop_back();
        }
    }
    block_.clear();
    next_segment_ = 0;
    return source_->queue_->next(reader_, block_);
}

}  // namespace sparkify
