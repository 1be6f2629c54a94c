#include "aws/digest.h"

#include <new>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

namespace sparkify {
namespace {

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

Sha256Digest sha256(std::string_view text) {
    Sha256Digest digest{};
    ::SHA256(bytes_of(text), text.size(), digest.data());
    return digest;
}

Sha256Digest hmac_sha256(std::span<const std::uint8_t> key, std::string_view text) {
    Sha256Digest digest{};
    if (::HMAC(::EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(text),
               text.size(), digest.data(), nullptr) == nullptr)
        throw std::bad_alloc();
    return digest;
}

std::string hex(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const std::uint8_t byte : bytes) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
}

}  // namespace sparkify
