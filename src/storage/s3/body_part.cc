#include "storage/s3/body_part.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace sparkify {
namespace {

/// Where an answer begins within the object, by its Content-Range ("bytes 8-15/100"); 0 for a whole
/// one.
std::uint64_t begin_of(const HttpResponse& head) {
    constexpr int kPartialContent = 206;
    if (head.status != kPartialContent) return 0;
    const std::string_view range = head.header("content-range");
    const std::size_t digits = range.find_first_of("0123456789");
    auto begin = std::numeric_limits<std::uint64_t>::max();
    if (digits != std::string_view::npos)
        std::from_chars(range.data() + digits, range.data() + range.size(), begin);
    return begin;
}

}  // namespace

BodyPart::BodyPart(ByteRange range)
    : BodyPart(range,
               std::make_unique_for_overwrite<char[]>(static_cast<std::size_t>(range.size))) {}

BodyPart::BodyPart(ByteRange range, std::unique_ptr<char[]> bytes)
    : range_(range), bytes_(std::move(bytes)) {}

bool BodyPart::write(const HttpResponse& head, std::string_view bytes) {
    if (!in_answer_) {
        in_answer_ = true;
        position_ = begin_of(head);
    }
    // A store that knows no ranges begins anew: what is there already is passed over.
    const std::uint64_t wanted = range_.begin + received_;
    if (position_ > wanted) return false;
    const std::uint64_t passed = std::min<std::uint64_t>(wanted - position_, bytes.size());
    position_ += bytes.size();
    bytes.remove_prefix(static_cast<std::size_t>(passed));
    const auto taken = std::min<std::uint64_t>(bytes.size(), range_.size - received_);
    std::copy_n(bytes.begin(), taken, bytes_.get() + received_);
    received_ += taken;
    too_long_ = taken < bytes.size();
    return !too_long_;
}

}  // namespace sparkify
