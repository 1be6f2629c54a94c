#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/object_store.h"

namespace sparkify {

/// One page of a listing.
struct S3Page {
    std::vector<Object> objects;  ///< keys as s3:// URLs
    std::string next_token = {};  ///< of the page after it; empty for the last
};

/// Of no bytes: among them what consoles leave to show a folder.
enum class EmptyObjects : std::uint8_t { left_out, kept };

/// Reads the answer to ListObjectsV2, asked with encoding-type=url. Throws Error(unreachable) if it
/// is no such answer.
[[nodiscard]] S3Page parse_s3_page(std::string_view xml, const std::string& bucket,
                                   EmptyObjects empty_objects = EmptyObjects::left_out);

}  // namespace sparkify
