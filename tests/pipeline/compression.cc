#include "pipeline/compression.h"

#include <stdexcept>

#include <zlib.h>
#include <zstd.h>

namespace sparkify {

std::string gzipped(std::string_view bytes) {
    ::z_stream stream{};
    constexpr int kGzipHeader = 16;
    if (::deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzipHeader + MAX_WBITS, 8,
                       Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib does not start");
    const auto size = static_cast<uLong>(bytes.size());
    std::string out(::deflateBound(&stream, size), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(size);
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = ::deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    ::deflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::runtime_error("zlib does not compress");
    return out;
}

std::string zstd_compressed(std::string_view bytes) {
    std::string out(::ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size =
        ::ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), /*level=*/1);
    if (::ZSTD_isError(size) != 0) throw std::runtime_error("zstd does not compress");
    out.resize(size);
    return out;
}

}  // namespace sparkify
