#include "cluster/address_range.h"

#include <array>
#include <charconv>
#include <cstdint>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "base/error.h"

namespace sparkify {
namespace {

constexpr unsigned kBitsOfByte = 8;

struct Range {
    int family = AF_INET;
    std::array<std::uint8_t, 16> bytes{};
    unsigned prefix = 0;

    [[nodiscard]] unsigned bits() const { return family == AF_INET ? 32 : 128; }
};

[[noreturn]] void refuse(const std::string& text) {
    throw Error(ErrorCode::usage, {"this is no range of addresses", "--allow-cidr", text,
                                   "write it like 203.0.113.7/32 or 2001:db8::/48"});
}

Range parse(const std::string& text) {
    const std::size_t slash = text.find('/');
    const std::string address = text.substr(0, slash);
    Range range;
    range.family = address.find(':') == std::string::npos ? AF_INET : AF_INET6;
    if (::inet_pton(range.family, address.c_str(), range.bytes.data()) != 1) refuse(text);
    range.prefix = range.bits();
    if (slash == std::string::npos) return range;
    const char* begin = text.data() + slash + 1;
    const char* end = text.data() + text.size();
    const auto [rest, failure] = std::from_chars(begin, end, range.prefix);
    if (failure != std::errc() || rest != end || range.prefix > range.bits()) refuse(text);
    return range;
}

void clear_behind_prefix(Range& range) {
    for (unsigned bit = range.prefix; bit < range.bits(); ++bit) {
        const unsigned place = kBitsOfByte - 1 - bit % kBitsOfByte;
        range.bytes.at(bit / kBitsOfByte) &= static_cast<std::uint8_t>(~(1U << place));
    }
}

}  // namespace

std::string checked_range(const std::string& text) {
    Range range = parse(text);
    clear_behind_prefix(range);
    std::array<char, INET6_ADDRSTRLEN> address{};
    ::inet_ntop(range.family, range.bytes.data(), address.data(), address.size());
    return fmt::format("{}/{}", address.data(), range.prefix);
}

bool is_open_to_the_world(const std::string& range) {
    constexpr unsigned kLeast = 8;
    constexpr unsigned kLeastOfV6 = 16;
    const Range parsed = parse(range);
    return parsed.prefix < (parsed.family == AF_INET ? kLeast : kLeastOfV6);
}

}  // namespace sparkify
