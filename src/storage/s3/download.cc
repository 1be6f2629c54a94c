#include "storage/s3/download.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace sparkify {

Download::Download(const Object& object, ByteBudget& budget, BufferPool& buffers)
    : object_(&object),
      location_(parse_s3_location(object.key)),
      budget_(&budget),
      buffers_(&buffers),
      checksum_known_(object.size <= kPartBytes) {}

Download::~Download() {
    budget_->give_back(taken_bytes_);
}

std::unique_ptr<BodyPart> Download::next_part() {
    const std::uint64_t size = std::min(object_->size - requested_, kPartBytes);
    if (size == 0) return nullptr;
    const bool reader_starves = opened_ && taken_bytes_ == 0;
    if (!budget_->take(size + kPartOverhead, reader_starves)) return nullptr;
    taken_bytes_ += size + kPartOverhead;
    const ByteRange range{requested_, size};
    auto part = is_in_parts() ? std::make_unique<BodyPart>(range, buffers_->take())
                              : std::make_unique<BodyPart>(range);
    requested_ += size;
    return part;
}

void Download::arrived(std::unique_ptr<BodyPart> part) {
    const std::lock_guard lock(mutex_);
    const std::uint64_t begin = part->range().begin;
    parts_.emplace(begin, std::move(part));
    changed_.notify_all();
}

void Download::set_checksum(std::optional<StatedChecksum> stated) {
    const std::lock_guard lock(mutex_);
    stated_ = std::move(stated);
    checksum_known_ = true;
    changed_.notify_all();
}

void Download::fail(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(failure);
    changed_.notify_all();
}

std::size_t Download::read(std::span<char> buffer) {
    if (!current_ || position_ == current_->bytes().size()) {
        release_current();
        if (!take_next_part()) return 0;
    }
    const std::string_view bytes = current_->bytes().substr(position_, buffer.size());
    std::ranges::copy(bytes, buffer.begin());
    position_ += bytes.size();
    if (checksum_) checksum_->add(bytes);
    return bytes.size();
}

/// False at the end of the object.
bool Download::take_next_part() {
    if (delivered_ == object_->size) {
        verify();
        return false;
    }
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
        return failure_ ||
               (checksum_known_ && !parts_.empty() && parts_.begin()->first == delivered_);
    });
    if (failure_) std::rethrow_exception(failure_);
    current_ = std::move(parts_.begin()->second);
    parts_.erase(parts_.begin());
    position_ = 0;
    begin_checksum();
    return true;
}

void Download::begin_checksum() {
    if (!stated_ || delivered_ > 0) return;
    checksum_ = make_checksum(stated_->algorithm);
}

void Download::verify() {
    if (!checksum_) return;
    const std::string computed = std::exchange(checksum_, nullptr)->text();
    if (computed == stated_->text) return;
    throw Error(ErrorCode::failed,
                {"the object is not what S3 says it is", object_->key,
                 stated_->algorithm + " is " + computed + ", and should be " + stated_->text,
                 "run it again; if that does not help, upload the object anew"});
}

void Download::release_current() {
    if (!current_) return;
    const std::uint64_t size = current_->range().size;
    if (is_in_parts()) buffers_->give_back(current_->take_buffer());
    current_.reset();
    delivered_ += size;
    taken_bytes_ -= size + kPartOverhead;
    budget_->give_back(size + kPartOverhead);
}

}  // namespace sparkify
