#include "ingest/decoded_stream.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include <zlib.h>
#include <zstd.h>

#include "base/error.h"
#include "ingest/compression.h"

namespace sparkify {
namespace {

constexpr std::size_t kInputBytes = std::size_t{128} * 1024;

[[noreturn]] void throw_damaged(const std::string& key, std::string reason) {
    throw Error(ErrorCode::failed, {"cannot decompress the object", key, std::move(reason),
                                    "replace the object by a complete copy"});
}

/// Compressed bytes on their way into a decoder.
class Input {
  public:
    Input(std::unique_ptr<ObjectStream> stored, std::string_view first)
        : stored_(std::move(stored)),
          bytes_(std::max(kInputBytes, first.size())),
          size_(first.size()) {
        std::memcpy(bytes_.data(), first.data(), first.size());
    }

    /// The bytes not yet consumed, read anew if there are none; empty at the end of the object.
    std::span<const char> available() {
        if (position_ == size_) {
            size_ = stored_->read(bytes_);
            position_ = 0;
        }
        return {bytes_.data() + position_, size_ - position_};
    }
    void consume(std::size_t count) { position_ += count; }

    /// What tapes and block devices pad a file with, and gzip(1) ignores.
    void skip_zeros() {
        while (!available().empty() && available().front() == '\0')
            consume(1);
    }

  private:
    std::unique_ptr<ObjectStream> stored_;
    std::vector<char> bytes_;
    std::size_t position_ = 0;
    std::size_t size_;
};

class GzipStream final : public ObjectStream {
  public:
    GzipStream(Input input, std::string key) : input_(std::move(input)), key_(std::move(key)) {
        // 16 on top of the window size: a gzip header, and nothing else, is expected.
        if (::inflateInit2(&inflater_, 16 + MAX_WBITS) != Z_OK) throw std::bad_alloc();
    }
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;
    ~GzipStream() override { ::inflateEnd(&inflater_); }

    std::size_t read(std::span<char> buffer) override {
        for (;;) {
            if (!in_member_ && members_ > 0) input_.skip_zeros();
            const std::span<const char> available = input_.available();
            if (available.empty() && !in_member_) return 0;
            if (!in_member_) begin_member();
            if (const std::size_t count = inflate(available, buffer); count > 0) return count;
            if (available.empty() && in_member_)
                throw_damaged(key_, "the gzip data ends too early");
        }
    }

  private:
    void begin_member() {
        ::inflateReset(&inflater_);
        in_member_ = true;
        ++members_;
    }

    std::size_t inflate(std::span<const char> available, std::span<char> buffer) {
        // zlib's interface is older than const.
        inflater_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(available.data()));
        inflater_.avail_in = static_cast<uInt>(available.size());
        inflater_.next_out = reinterpret_cast<Bytef*>(buffer.data());
        const auto room = static_cast<uInt>(std::min<std::size_t>(buffer.size(), 1U << 30));
        inflater_.avail_out = room;
        const int result = ::inflate(&inflater_, Z_NO_FLUSH);
        if (result == Z_STREAM_END)
            in_member_ = false;
        else if (result != Z_OK && result != Z_BUF_ERROR)
            throw_damaged(key_,
                          inflater_.msg != nullptr ? inflater_.msg : "the gzip data is damaged");
        input_.consume(available.size() - inflater_.avail_in);
        return room - inflater_.avail_out;
    }

    Input input_;
    std::string key_;
    ::z_stream inflater_{};
    std::uint64_t members_ = 0;
    bool in_member_ = false;
};

class ZstdStream final : public ObjectStream {
  public:
    ZstdStream(Input input, std::string key)
        : input_(std::move(input)), key_(std::move(key)), decoder_(::ZSTD_createDStream()) {
        if (!decoder_) throw std::bad_alloc();
    }

    std::size_t read(std::span<char> buffer) override {
        for (;;) {
            const std::span<const char> available = input_.available();
            if (available.empty() && !in_frame_) return 0;
            ::ZSTD_inBuffer in{available.data(), available.size(), 0};
            ::ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
            const std::size_t result = ::ZSTD_decompressStream(decoder_.get(), &out, &in);
            if (::ZSTD_isError(result) != 0) throw_damaged(key_, ::ZSTD_getErrorName(result));
            in_frame_ = result != 0;
            input_.consume(in.pos);
            if (out.pos > 0) return out.pos;
            if (available.empty() && in_frame_) throw_damaged(key_, "the zstd data ends too early");
        }
    }

  private:
    struct FreeDecoder {
        void operator()(::ZSTD_DStream* decoder) const { ::ZSTD_freeDStream(decoder); }
    };

    Input input_;
    std::string key_;
    std::unique_ptr<::ZSTD_DStream, FreeDecoder> decoder_;
    bool in_frame_ = false;
};

/// Reads straight through until the first bytes have shown that a decoder is needed.
class DecodedStream final : public ObjectStream {
  public:
    DecodedStream(std::unique_ptr<ObjectStream> stored, std::string key)
        : source_(std::move(stored)), key_(std::move(key)) {}

    std::size_t read(std::span<char> buffer) override {
        if (!at_start_) return source_->read(buffer);
        at_start_ = false;
        const std::size_t count = read_first(buffer);
        const std::string_view first(buffer.data(), count);
        switch (compression_of(first)) {
            case Compression::none:
                return count;
            case Compression::gzip:
                source_ = std::make_unique<GzipStream>(Input(std::move(source_), first), key_);
                break;
            case Compression::zstd:
                source_ = std::make_unique<ZstdStream>(Input(std::move(source_), first), key_);
                break;
        }
        return source_->read(buffer);
    }

  private:
    /// At least as many bytes as the longest magic number has, unless the object is shorter.
    std::size_t read_first(std::span<char> buffer) {
        std::size_t count = 0;
        while (count < kMagicBytes) {
            const std::size_t more = source_->read(buffer.subspan(count));
            if (more == 0) break;
            count += more;
        }
        return count;
    }

    std::unique_ptr<ObjectStream> source_;
    std::string key_;
    bool at_start_ = true;
};

}  // namespace

std::unique_ptr<ObjectStream> decoded(std::unique_ptr<ObjectStream> stored, std::string key) {
    return std::make_unique<DecodedStream>(std::move(stored), std::move(key));
}

}  // namespace sparkify
