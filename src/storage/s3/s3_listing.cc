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

std::uint64_t size_in(std::string_view text) {
    std::uint64_t size = 0;
    std::from_chars(text.data(), text.data() + text.size(), size);
    return size;
}

}  // namespace

S3Page parse_s3_page(std::string_view xml, const std::string& bucket) {
    pugi::xml_document document;
    const bool is_xml = static_cast<bool>(document.load_buffer(xml.data(), xml.size()));
    const pugi::xml_node list = document.child("ListBucketResult");
    if (!is_xml || !list)
        throw Error(ErrorCode::unreachable,
                    {"what answers is no S3", "s3://" + bucket, "it sent no ListBucketResult",
                     "check --endpoint-url"});
    const bool encoded = std::string_view(list.child_value("EncodingType")) == "url";
    S3Page page;
    for (const pugi::xml_node node : list.children("Contents")) {
        const std::uint64_t size = size_in(node.child_value("Size"));
        if (size == 0) continue;
        std::string key = node.child_value("Key");
        if (encoded) key = decoded_key(std::move(key));
        page.objects.push_back(
            {S3Location{bucket, std::move(key)}.url(), size, etag_in(node.child_value("ETag"))});
    }
    if (std::string_view(list.child_value("IsTruncated")) == "true")
        page.next_token = list.child_value("NextContinuationToken");
    return page;
}

}  // namespace sparkify
