#include "ingest/compression.h"

namespace sparkify {
namespace {

constexpr std::string_view kGzipMagic = "\x1F\x8B";
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";

}  // namespace

Compression compression_of(std::string_view first_bytes) noexcept {
    if (first_bytes.starts_with(kGzipMagic)) return Compression::gzip;
    if (first_bytes.starts_with(kZstdMagic)) return Compression::zstd;
    return Compression::none;
}

}  // namespace sparkify
