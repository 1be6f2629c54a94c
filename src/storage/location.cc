#include "storage/location.h"

#include "storage/path_pattern.h"
#include "storage/s3/s3_location.h"

namespace sparkify {

bool is_at_location(std::string_view key, std::string_view location) {
    if (is_in_s3(location)) return key.starts_with(parse_s3_location(location).url());
    // A location with a bracket may be a pattern or the name of a folder.
    if (is_path_pattern(location) && is_in_path_pattern(key, location)) return true;
    while (location.ends_with('/'))
        location.remove_suffix(1);
    return key == location ||
           (key.starts_with(location) && key.substr(location.size()).starts_with('/'));
}

}  // namespace sparkify
