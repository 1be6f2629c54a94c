#include "storage/s3/checksum.h"

#include <array>
#include <new>
#include <span>

#include <openssl/evp.h>

#include "base/letter_case.h"
#include "storage/s3/crc.h"

namespace sparkify {
namespace {

std::string base64(std::span<const std::uint8_t> bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int size = ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

template <typename Algorithm>
class CrcChecksum final : public Checksum {
  public:
    void add(std::string_view bytes) override { crc_.add(bytes); }

    [[nodiscard]] std::string text() override {
        auto value = crc_.value();
        std::array<std::uint8_t, sizeof value> big_endian{};
        for (auto byte = big_endian.rbegin(); byte != big_endian.rend(); ++byte) {
            *byte = static_cast<std::uint8_t>(value);
            value >>= 8U;
        }
        return base64(big_endian);
    }

  private:
    Algorithm crc_;
};

class ShaChecksum final : public Checksum {
  public:
    explicit ShaChecksum(const EVP_MD* algorithm) : context_(::EVP_MD_CTX_new()) {
        if (!context_ || ::EVP_DigestInit_ex(context_.get(), algorithm, nullptr) != 1)
            throw std::bad_alloc();
    }

    void add(std::string_view bytes) override {
        ::EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
    }

    [[nodiscard]] std::string text() override {
        std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
        unsigned size = 0;
        ::EVP_DigestFinal_ex(context_.get(), digest.data(), &size);
        return base64(std::span(digest).first(size));
    }

  private:
    struct FreeContext {
        void operator()(EVP_MD_CTX* context) const { ::EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, FreeContext> context_;
};

}  // namespace

std::optional<StatedChecksum> stated_checksum(const HttpResponse& response) {
    if (equal_without_case(response.header("x-amz-checksum-type"), "COMPOSITE"))
        return std::nullopt;
    // The cheapest first.
    for (const char* algorithm : {"crc64nvme", "crc32c", "crc32", "sha1", "sha256"}) {
        const std::string_view text = response.header(std::string("x-amz-checksum-") + algorithm);
        // A hyphen and the number of parts behind it: a checksum of checksums.
        if (!text.empty() && text.find('-') == std::string_view::npos)
            return StatedChecksum{algorithm, std::string(text)};
    }
    return std::nullopt;
}

std::unique_ptr<Checksum> make_checksum(std::string_view algorithm) {
    if (algorithm == "crc64nvme") return std::make_unique<CrcChecksum<Crc64Nvme>>();
    if (algorithm == "crc32c") return std::make_unique<CrcChecksum<Crc32c>>();
    if (algorithm == "crc32") return std::make_unique<CrcChecksum<Crc32>>();
    if (algorithm == "sha1") return std::make_unique<ShaChecksum>(::EVP_sha1());
    if (algorithm == "sha256") return std::make_unique<ShaChecksum>(::EVP_sha256());
    return nullptr;
}

}  // namespace sparkify
