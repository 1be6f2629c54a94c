#include "aws/endpoint.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

#include "base/error.h"

namespace sparkify {
namespace {

/// A part of AWS that is kept apart from the others.
struct Partition {
    std::string_view regions;  ///< what they begin with
    std::string_view name;
    std::string_view domain;
};

/// From the partitions of botocore's endpoints.
constexpr std::array<Partition, 8> kPartitions{{
    {"cn-", "aws-cn", "amazonaws.com.cn"},
    {"us-gov-", "aws-us-gov", "amazonaws.com"},
    {"us-iso-", "aws-iso", "c2s.ic.gov"},
    {"us-isob-", "aws-iso-b", "sc2s.sgov.gov"},
    {"us-isof-", "aws-iso-f", "csp.hci.ic.gov"},
    {"eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"},
    {"eusc-", "aws-eusc", "amazonaws.eu"},
    {"", "aws", "amazonaws.com"},
}};

const Partition& partition_with(std::string_view region) {
    return *std::ranges::find_if(
        kPartitions, [&](const Partition& it) { return region.starts_with(it.regions); });
}

[[noreturn]] void refuse(const std::string& source, std::string reason, std::string next_step) {
    throw Error(ErrorCode::configuration, {"an endpoint is written as https://HOST[:PORT]", source,
                                           std::move(reason), std::move(next_step)});
}

bool is_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port > 0;
}

/// "host:80" and "[::1]:80" -> "80"; empty without a port.
std::string_view port_of(std::string_view authority) {
    const std::size_t colon = authority.rfind(':');
    if (colon == std::string_view::npos || authority.find(']', colon) != std::string_view::npos)
        return {};
    return authority.substr(colon + 1);
}

}  // namespace

std::string domain_of(const std::string& region) {
    return std::string(partition_with(region).domain);
}

std::string partition_of(const std::string& region) {
    return std::string(partition_with(region).name);
}

std::string checked_endpoint(std::string url, const std::string& source) {
    if (url.empty()) return url;
    const std::size_t scheme = url.find("://");
    if (scheme == std::string::npos)
        refuse(source, "it has no scheme", "put https:// or http:// before it");
    if (!url.starts_with("http://") && !url.starts_with("https://"))
        refuse(source, "its scheme is " + url.substr(0, scheme), "write https:// or http://");
    while (url.ends_with('/') && url.size() > scheme + 3)
        url.pop_back();
    const std::string_view authority = std::string_view(url).substr(scheme + 3);
    if (authority.find('@') != std::string_view::npos)
        refuse(source, "it has a user or a password in it",
               "leave them out: keys come from the usual AWS credential chain");
    if (authority.find_first_of("/?#") != std::string_view::npos)
        refuse(source, "it goes on behind the host",
               "leave that out: the bucket is named in s3://BUCKET/PREFIX");
    if (authority.empty() || authority.front() == ':')
        refuse(source, "it names no host", "name one behind the scheme");
    const bool has_port = authority.back() == ':' || !port_of(authority).empty();
    if (has_port && !is_port(port_of(authority)))
        refuse(source, "it has no port from 1 to 65535 behind its colon", "mend the port");
    return url;
}

void require_region_name(const std::string& region, const std::string& source) {
    const bool fits = std::ranges::all_of(region, [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
    });
    if (!fits)
        throw Error(ErrorCode::configuration, {"no region is called that", source, region,
                                               "regions are called like eu-west-1"});
}

}  // namespace sparkify
