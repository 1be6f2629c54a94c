#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <zstd.h>

namespace sparkify {

/// Compresses bytes as they come, into memory (RFC 8878). Not thread-safe.
class ZstdWriter {
  public:
    /// Throws Error(failed) if there is no memory left.
    ZstdWriter();

    void write(std::string_view bytes);

    /// How much has been compressed so far; what was written last may still be on its way.
    [[nodiscard]] std::size_t size() const noexcept { return compressed_.size(); }

    /// All that was written, compressed, as one complete frame. The writer is empty again.
    [[nodiscard]] std::string finish();

  private:
    void compress(std::string_view bytes, ZSTD_EndDirective directive);

    struct Deleter {
        void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
    };

    std::unique_ptr<ZSTD_CCtx, Deleter> context_;
    std::string compressed_;
};

}  // namespace sparkify
