#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "aws/http_transfer.h"
#include "storage/s3/s3_requests.h"

namespace sparkify {

/// A part of an object on its way into memory. Keeps what came when a connection breaks, so that
/// the next request asks for the rest only. Not thread-safe.
class BodyPart final : public BodySink {
  public:
    /// `range`: which bytes of the object.
    explicit BodyPart(ByteRange range);

    /// `bytes`: a buffer that the range fits into.
    BodyPart(ByteRange range, std::unique_ptr<char[]> bytes);

    /// The buffer, for another part. This one is of no use afterwards.
    [[nodiscard]] std::unique_ptr<char[]> take_buffer() noexcept { return std::move(bytes_); }

    [[nodiscard]] const ByteRange& range() const noexcept { return range_; }

    /// What has not come yet.
    [[nodiscard]] ByteRange rest() const noexcept {
        return {range_.begin + received_, range_.size - received_};
    }
    [[nodiscard]] std::uint64_t received() const noexcept { return received_; }
    [[nodiscard]] bool complete() const noexcept { return received_ == range_.size; }

    /// Whether the store sent more of the object than the listing said it has.
    [[nodiscard]] bool too_long() const noexcept { return too_long_; }

    /// Forgets what came.
    void restart() noexcept { received_ = 0; }

    /// The next answer begins: what of it comes first is found in its head.
    void begin_answer() noexcept { in_answer_ = false; }

    bool write(const HttpResponse& head, std::string_view bytes) override;

    [[nodiscard]] std::string_view bytes() const noexcept {
        return {bytes_.get(), static_cast<std::size_t>(received_)};
    }

  private:
    ByteRange range_;
    std::unique_ptr<char[]> bytes_;
    std::uint64_t received_ = 0;
    std::uint64_t position_ = 0;  ///< in the object, of the next byte of the answer
    bool in_answer_ = false;
    bool too_long_ = false;
};

}  // namespace sparkify
