#include "cli/full_path.h"

#include <filesystem>

namespace sparkify {

namespace fs = std::filesystem;

std::string full_path(const std::string& path) {
    std::string full = fs::absolute(path).lexically_normal().string();
    while (full.size() > 1 && full.ends_with('/'))
        full.pop_back();
    return full;
}

std::string shown_path(const std::string& path) {
    std::error_code unknown;
    std::string start = fs::current_path(unknown).string();
    if (!start.ends_with('/')) start += '/';
    return !unknown && path.starts_with(start) ? path.substr(start.size()) : path;
}

}  // namespace sparkify
