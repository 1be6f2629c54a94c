#include "storage/s3/s3_listing.h"

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>
#include <utility>

#include "aws/percent_encoding.h"
#include "base/error.h"
#include "storage/s3/s3_location.h"

namespace sparkify {
namespace {

/// Keys are encoded as HTML forms are: blanks as `+`.
std::string decoded_key(std::string text) {
    std::ranges::replace(text, '+', ' ');
    return percent_decoded(text);
}

/// Without the quotation marks around it.
std::string etag_in(std::string text) {
    std::erase(text, '"');
    return text;
}

[[noreturn]] void refuse(const std::string& bucket, std::string reason) {
    throw Error(ErrorCode::unreachable, {"what answers is no S3", "s3://" + bucket,
                                         std::move(reason), "check --endpoint-url"});
}

std::uint64_t size_in(std::string_view text, const std::string& bucket) {
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (error != std::errc() || end != text.data() + text.size() || text.empty())
        refuse(bucket, "it lists an object without a size");
    return size;
}

}  // namespace

S3Page parse_s3_page(std::string_view xml, const std::string& bucket, EmptyObjects empty_objects) {
    pugi::xml_document document;
    const bool is_xml = static_cast<bool>(document.load_buffer(xml.data(), xml.size()));
    const pugi::xml_node list = document.child("ListBucketResult");
    if (!is_xml || !list) refuse(bucket, "it sent no ListBucketResult");
    const bool encoded = std::string_view(list.child_value("EncodingType")) == "url";
    S3Page page;
    for (const pugi::xml_node node : list.children("Contents")) {
        const std::uint64_t size = size_in(node.child_value("Size"), bucket);
        if (size == 0 && empty_objects == EmptyObjects::left_out) continue;
        std::string key = node.child_value("Key");
        if (encoded) key = decoded_key(std::move(key));
        page.objects.push_back(
            {S3Location{bucket, std::move(key)}.url(), size, etag_in(node.child_value("ETag"))});
    }
    if (std::string_view(list.child_value("IsTruncated")) != "true") return page;
    page.next_token = list.child_value("NextContinuationToken");
    if (page.next_token.empty())
        refuse(bucket, "it does not say how to go on with its listing (ListObjectsV2)");
    return page;
}

}  // namespace sparkify
