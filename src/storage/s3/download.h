#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>

#include "storage/object_store.h"
#include "storage/s3/body_part.h"
#include "storage/s3/buffer_pool.h"
#include "storage/s3/byte_budget.h"
#include "storage/s3/checksum.h"
#include "storage/s3/s3_location.h"

namespace sparkify {

/// One object between the thread that fetches it, part by part, and the one that reads it from
/// first to last. Thread-safe.
class Download {
  public:
    /// Objects of up to this size are one part.
    static constexpr std::uint64_t kPartBytes = std::uint64_t{8} << 20;

    /// What a part takes of the memory beside its bytes, about.
    static constexpr std::uint64_t kPartOverhead = 1024;

    /// All have to outlive the download. `buffers`: of kPartBytes each.
    Download(const Object& object, ByteBudget& budget, BufferPool& buffers);
    Download(const Download&) = delete;
    Download& operator=(const Download&) = delete;
    ~Download();

    [[nodiscard]] const Object& object() const noexcept { return *object_; }
    [[nodiscard]] const S3Location& location() const noexcept { return location_; }
    [[nodiscard]] bool is_in_parts() const noexcept { return object_->size > kPartBytes; }

    // For the thread that fetches.

    /// The next part that nobody has asked for yet, if there is one and the budget has room for it
    /// (or if the reader would have nothing to wait for).
    [[nodiscard]] std::unique_ptr<BodyPart> next_part();
    [[nodiscard]] bool all_requested() const noexcept { return requested_ == object_->size; }

    /// A reader has it, and waits for every part from now on.
    void set_opened() noexcept { opened_ = true; }

    /// A part is complete.
    void arrived(std::unique_ptr<BodyPart> part);

    /// What the store says of an object in parts; nothing if it says nothing. Comes once.
    void set_checksum(std::optional<StatedChecksum> stated);

    /// The object cannot be had: its reader is told so.
    void fail(std::exception_ptr failure);

    // For the thread that reads.

    /// See ObjectStream::read.
    std::size_t read(std::span<char> buffer);

  private:
    bool take_next_part();
    void begin_checksum();
    void verify();
    void release_current();

    const Object* object_;
    S3Location location_;
    ByteBudget* budget_;
    BufferPool* buffers_;
    std::uint64_t requested_ = 0;  ///< bytes, by the thread that fetches
    std::atomic<bool> opened_ = false;
    std::atomic<std::uint64_t> taken_bytes_ = 0;  ///< of the budget

    std::mutex mutex_;  ///< guards what follows
    std::condition_variable changed_;
    std::map<std::uint64_t, std::unique_ptr<BodyPart>> parts_;  ///< by where they begin
    bool checksum_known_ = false;
    std::optional<StatedChecksum> stated_;
    std::exception_ptr failure_;

    // Of the thread that reads.
    std::unique_ptr<BodyPart> current_;
    std::size_t position_ = 0;     ///< in the current part
    std::uint64_t delivered_ = 0;  ///< bytes of parts that were read to their end
    std::unique_ptr<Checksum> checksum_;
};

}  // namespace sparkify
