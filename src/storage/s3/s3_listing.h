#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/object_store.h"

namespace sparkify {

/// One page of a listing.
struct S3Page {
    std::vector<Object> objects;  ///< keys as s3:// URLs; without those that hold nothing
    std::string next_token = {};  ///< of the page after it; empty for the last
};

/// Reads the answer to ListObjectsV2, asked with encoding-type=url. Objects of no bytes, and what
/// consoles leave to show a folder, are left out. Throws Error(unreachable) if it is no such
/// answer.
[[nodiscard]] S3Page parse_s3_page(std::string_view xml, const std::string& bucket);

}  // namespace sparkify
