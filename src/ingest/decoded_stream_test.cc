#include "ingest/decoded_stream.h"

#include <string>

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "base/error.h"
#include "storage/memory_store.h"

namespace sparkify {
namespace {

constexpr std::size_t kAnyPortion = std::string_view::npos;

std::string gzip(std::string_view content, int level = 6) {
    ::z_stream deflater{};
    if (::deflateInit2(&deflater, level, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    std::string compressed(::deflateBound(&deflater, content.size()) + 64, '\0');
    deflater.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    deflater.avail_in = static_cast<uInt>(content.size());
    deflater.next_out = reinterpret_cast<Bytef*>(compressed.data());
    deflater.avail_out = static_cast<uInt>(compressed.size());
    ::deflate(&deflater, Z_FINISH);
    compressed.resize(deflater.total_out);
    ::deflateEnd(&deflater);
    return compressed;
}

std::string zstd(std::string_view content) {
    std::string compressed(::ZSTD_compressBound(content.size()), '\0');
    compressed.resize(::ZSTD_compress(compressed.data(), compressed.size(), content.data(),
                                      content.size(), /*compressionLevel=*/3));
    return compressed;
}

/// Compresses to next to nothing, so that a decoder has much output for little input.
std::string repetitive(std::size_t size) {
    return std::string(size, 'a') + "the end";
}

/// Does not compress.
std::string noise(std::size_t size) {
    std::string text;
    std::uint32_t state = 12'345;
    for (std::size_t i = 0; i < size; ++i) {
        state = state * 1'664'525 + 1'013'904'223;
        text += static_cast<char>(state >> 24);
    }
    return text;
}

/// What is read through a buffer of some size from a store that returns portions of some size.
std::string decode(std::string_view stored, std::size_t buffer_size = 65'536,
                   std::size_t portion = kAnyPortion) {
    const auto stream = decoded(std::make_unique<MemoryStream>(stored, portion), "object.gz");
    std::string content;
    std::string buffer(buffer_size, '\0');
    while (const std::size_t count = stream->read(buffer))
        content.append(buffer, 0, count);
    EXPECT_EQ(stream->read(buffer), 0U) << "the end is not the end";
    return content;
}

Error error_of(std::string_view stored, std::size_t buffer_size = 65'536,
               std::size_t portion = kAnyPortion) {
    try {
        static_cast<void>(decode(stored, buffer_size, portion));
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "no error";
    return {ErrorCode::usage, {}};
}

TEST(DecodedStream, PassesPlainBytesThrough) {
    for (const std::string& content : {std::string(R"({"a":1})"), noise(300'000)})
        EXPECT_EQ(decode(content), content);
}

TEST(DecodedStream, PassesAShortObjectThrough) {
    for (const char* content : {"", "{", "{}", "{ }", "\x1F", "\x28\xB5\x2F"})
        EXPECT_EQ(decode(content), content);
}

TEST(DecodedStream, KnowsTheCompressionWhenTheFirstBytesComeOneByOne) {
    EXPECT_EQ(decode(gzip("content"), 4, 1), "content");
    EXPECT_EQ(decode(zstd("content"), 4, 1), "content");
    EXPECT_EQ(decode("content", 4, 1), "content");
}

struct Compression {
    const char* name;
    std::string (*compress)(std::string_view content);
};

// GoogleTest looks for this name.
// NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const Compression& compression, std::ostream* out) {
    *out << compression.name;
}

class Compressed : public testing::TestWithParam<Compression> {
  protected:
    [[nodiscard]] static std::string compress(std::string_view content) {
        return GetParam().compress(content);
    }
};

TEST_P(Compressed, IsDecompressed) {
    for (const std::string& content :
         {std::string(R"({"a":1})"), repetitive(3'000'000), noise(300'000)})
        EXPECT_TRUE(decode(compress(content)) == content);
}

TEST_P(Compressed, IsDecompressedThroughATinyBuffer) {
    const std::string content = repetitive(20'000) + noise(5'000);
    EXPECT_TRUE(decode(compress(content), 4) == content);
    EXPECT_TRUE(decode(compress(content), 5, 1) == content);
}

TEST_P(Compressed, GivesAllOutputThatIsPendingWhenTheInputIsUsedUp) {
    // The whole object is read at once, and then makes 4 bytes of room only time after time.
    const std::string content = repetitive(1'000'000);
    const std::string stored = compress(content);
    ASSERT_LT(stored.size(), 4'000U);
    EXPECT_TRUE(decode(stored, 4) == content);
}

TEST_P(Compressed, MayHoldNothing) {
    EXPECT_EQ(decode(compress("")), "");
    EXPECT_EQ(decode(compress(""), 4, 1), "");
}

TEST_P(Compressed, MayHaveSeveralMembers) {
    const std::string stored =
        compress("one,") + compress("") + compress("two,") + compress("three");
    EXPECT_EQ(decode(stored), "one,two,three");
    EXPECT_EQ(decode(stored, 4), "one,two,three");
    EXPECT_EQ(decode(stored, 4, 1), "one,two,three");
}

TEST_P(Compressed, FailsIfItEndsTooEarly) {
    const std::string stored = compress("a content that is long enough to be cut, cut, cut");
    for (std::size_t size = 4; size < stored.size(); ++size) {
        const Error error = error_of(std::string_view(stored).substr(0, size));
        EXPECT_EQ(error.code(), ErrorCode::failed) << size;
        EXPECT_TRUE(error.message().reason.ends_with("ends too early")) << size;
    }
}

TEST_P(Compressed, FailsIfItsSecondMemberEndsTooEarly) {
    const std::string stored = compress("one") + compress("two");
    EXPECT_EQ(error_of(std::string_view(stored).substr(0, stored.size() - 1)).code(),
              ErrorCode::failed);
    EXPECT_EQ(error_of(compress("one") + compress("two").substr(0, 3)).code(), ErrorCode::failed);
}

TEST_P(Compressed, FailsIfItIsDamaged) {
    std::string stored = compress(noise(100'000));
    for (std::size_t i = 0; i < 64; ++i)
        stored[50'000 + i] = static_cast<char>(stored[50'000 + i] ^ 0x55);
    // zstd checks no sum by default: garbage behind the end is damage for both.
    EXPECT_EQ(error_of(compress("good") + "garbage behind it").code(), ErrorCode::failed);
    if (stored.starts_with("\x1F\x8B")) {
        EXPECT_EQ(error_of(stored).code(), ErrorCode::failed);
    }
}

TEST_P(Compressed, NamesTheObjectInAnError) {
    const Error error = error_of(compress("good") + "garbage");
    EXPECT_EQ(error.message().place, "object.gz");
    EXPECT_FALSE(error.message().reason.empty());
    EXPECT_FALSE(error.message().next_step.empty());
}

TEST_P(Compressed, GivesWhatComesBeforeTheDamage) {
    const std::string content = noise(200'000);
    const std::string stored = compress(content);
    const auto stream = decoded(
        std::make_unique<MemoryStream>(std::string_view(stored).substr(0, stored.size() - 10)),
        "o");
    std::string buffer(1000, '\0');
    ASSERT_GT(stream->read(buffer), 0U);
    EXPECT_EQ(buffer.substr(0, 10), content.substr(0, 10));
}

std::string gzip_by_default(std::string_view content) {
    return gzip(content);
}

std::string gzip_stored(std::string_view content) {
    return gzip(content, 0);
}

INSTANTIATE_TEST_SUITE_P(Gzip, Compressed, testing::Values(Compression{"gzip", gzip_by_default}));
INSTANTIATE_TEST_SUITE_P(Zstd, Compressed, testing::Values(Compression{"zstd", zstd}));

TEST(DecodedStream, PassesOverZerosBehindGzip) {
    EXPECT_EQ(decode(gzip("content") + std::string(300'000, '\0')), "content");
    EXPECT_EQ(decode(gzip("a") + std::string(7, '\0') + gzip("b")), "ab");
}

TEST(DecodedStream, KnowsGzipWithoutCompression) {
    const std::string content = noise(200'000);
    EXPECT_TRUE(decode(gzip_stored(content)) == content);
}

TEST(DecodedStream, KnowsZstdOfUnknownSize) {
    const std::string content = repetitive(500'000);
    std::string compressed(::ZSTD_compressBound(content.size()), '\0');
    ::ZSTD_CStream* encoder = ::ZSTD_createCStream();
    ::ZSTD_outBuffer out{compressed.data(), compressed.size(), 0};
    ::ZSTD_inBuffer in{content.data(), content.size(), 0};
    ::ZSTD_compressStream2(encoder, &out, &in, ZSTD_e_flush);
    ::ZSTD_compressStream2(encoder, &out, &in, ZSTD_e_end);
    ::ZSTD_freeCStream(encoder);
    compressed.resize(out.pos);
    EXPECT_TRUE(decode(compressed, 4) == content);
}

}  // namespace
}  // namespace sparkify
