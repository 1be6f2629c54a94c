#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "ingest/block.h"
#include "ingest/reject_log.h"
#include "storage/object_store.h"

namespace sparkify {

/// Cuts one object into segments that can be parsed independently of each other, in memory that
/// does not depend on the sizes of the object or of its records. Not thread-safe.
///
/// Where to cut: behind a newline, before a `{` whose last non-blank byte before is a `}`. In valid
/// JSON this can only be between two records, since within one a comma would be needed; in
/// invalid JSON it is where reading goes on after the error. So a cut never changes a result. Where
/// there is no such place (records without newlines between them), the records' ends are searched
/// for byte by byte.
class BlockReader {
  public:
    /// Bytes that a segment of a large object has, about. Small enough for a core's cache.
    static constexpr std::size_t kTargetBytes = std::size_t{1} << 20;

    /// `content` is the decoded object. Rejects too large for the buffer are reported to `rejects`.
    BlockReader(const Object& object, std::unique_ptr<ObjectStream> content, RejectLog& rejects);

    /// Adds the next segment, if there is any content left, to `block`. False at the end of the
    /// object (a segment may still have been added).
    bool read_into(Block& block);

  private:
    bool fill(Block& block, std::size_t wanted);
    void skip_record(Block& block);
    void skip_to_next_record(Block& block, std::size_t error);
    void emit(Block& block, std::size_t size, bool last);
    void drop(Block& block, std::size_t size);
    void drop_to_open_line(Block& block);
    [[nodiscard]] std::string_view pending(const Block& block) const;

    const Object* object_;
    std::unique_ptr<ObjectStream> content_;
    RejectLog* rejects_;
    std::string tail_;       ///< what was read beyond the last cut
    std::uint64_t line_;     ///< line on which the next segment begins
    std::size_t begin_ = 0;  ///< where the next segment begins in the block
};

}  // namespace sparkify
