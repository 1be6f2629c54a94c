#include "warehouse/redshift/zstd_writer.h"

#include <utility>

#include "base/error.h"

namespace sparkify {
namespace {

/// What is written is read once and removed: speed counts, not the last tenth of the size.
constexpr int kLevel = 1;

[[noreturn]] void throw_failed(const char* reason) {
    throw Error(ErrorCode::failed, {"cannot compress records", "", reason, ""});
}

}  // namespace

ZstdWriter::ZstdWriter() : context_(ZSTD_createCCtx()) {
    if (context_ == nullptr) throw_failed("there is no memory left");
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
}

void ZstdWriter::write(std::string_view bytes) {
    compress(bytes, ZSTD_e_continue);
}

std::string ZstdWriter::finish() {
    compress({}, ZSTD_e_end);
    return std::exchange(compressed_, std::string());
}

void ZstdWriter::compress(std::string_view bytes, ZSTD_EndDirective directive) {
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    for (;;) {
        const std::size_t begin = compressed_.size();
        compressed_.resize(begin + ZSTD_CStreamOutSize());
        ZSTD_outBuffer output{compressed_.data() + begin, compressed_.size() - begin, 0};
        const std::size_t left = ZSTD_compressStream2(context_.get(), &output, &input, directive);
        compressed_.resize(begin + output.pos);
        if (ZSTD_isError(left) != 0) throw_failed(ZSTD_getErrorName(left));
        const bool done = directive == ZSTD_e_end ? left == 0 : input.pos == input.size;
        if (done) return;
    }
}

}  // namespace sparkify
