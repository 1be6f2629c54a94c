#include "cli/full_path.h"

#include <filesystem>

namespace sparkify {

namespace fs = std::filesystem;

namespace {

/// The folder above `path`. Above a link that is the folder above what it leads to.
fs::path parent_of(const fs::path& path) {
    std::error_code missing;
    const fs::path real = fs::canonical(path, missing);
    return missing ? path.parent_path() : real.parent_path();
}

}  // namespace

std::string full_path(const std::string& path) {
    fs::path resolved;
    for (const fs::path& component : fs::absolute(path)) {
        if (component == "..")
            resolved = parent_of(resolved);
        else if (component != ".")
            resolved /= component;
    }
    std::string full = resolved.string();
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
