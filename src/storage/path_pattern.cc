#include "storage/path_pattern.h"

#include <algorithm>
#include <cerrno>
#include <span>

#include <dirent.h>
#include <fnmatch.h>
#include <sys/stat.h>

#include "storage/folder_listing.h"
#include "storage/local_error.h"

namespace sparkify {
namespace {

constexpr std::string_view kAnyFolders = "**";

/// "a//b/*.json" -> "a", "b", "*.json"
std::vector<std::string> components_of(std::string_view path) {
    std::vector<std::string> components;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        if (slash != 0) components.emplace_back(path.substr(0, slash));
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    }
    return components;
}

bool is_folder(const std::string& path) {
    struct ::stat status {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_link(const std::string& path) {
    struct ::stat status {};
    return ::lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
}

bool exists(const std::string& path) {
    struct ::stat status {};
    return ::lstat(path.c_str(), &status) == 0;
}

std::string below(const std::string& folder, std::string_view name) {
    std::string path = folder;
    if (!path.empty() && !path.ends_with('/')) path += '/';
    return path.append(name);
}

bool matches(std::string_view name, const std::string& component) {
    if (!is_path_pattern(component)) return name == component;
    return ::fnmatch(component.c_str(), std::string(name).c_str(), FNM_PERIOD) == 0;
}

bool is_in(std::span<const std::string> path, std::span<const std::string> pattern) {
    if (pattern.empty()) return true;
    if (path.empty()) return false;
    if (pattern.front() != kAnyFolders)
        return matches(path.front(), pattern.front()) && is_in(path.subspan(1), pattern.subspan(1));
    return is_in(path, pattern.subspan(1)) ||
           (!path.front().starts_with('.') && is_in(path.subspan(1), pattern));
}

class Expansion {
  public:
    std::vector<std::string> expand(const std::string& start,
                                    std::span<const std::string> components) {
        match(start, components);
        std::ranges::sort(paths_);
        paths_.erase(std::unique(paths_.begin(), paths_.end()), paths_.end());
        return std::move(paths_);
    }

  private:
    void match(const std::string& path, std::span<const std::string> components) {
        if (components.empty()) return paths_.push_back(path);
        if (components.front() == kAnyFolders) return match_any_folders(path, components);
        if (!is_path_pattern(components.front())) {
            const std::string next = below(path, components.front());
            if (exists(next)) match(next, components.subspan(1));
            return;
        }
        for (const std::string& name : names_in_folder(path.empty() ? "." : path))
            if (matches(name, components.front()))
                match_below(below(path, name), components.subspan(1));
    }

    /// A file cannot be gone into, so it matches only where the pattern ends.
    void match_below(const std::string& path, std::span<const std::string> components) {
        if (components.empty() || is_folder(path)) match(path, components);
    }

    void match_any_folders(const std::string& path, std::span<const std::string> components) {
        const auto rest = components.subspan(1);
        if (rest.empty()) return paths_.push_back(path.empty() ? "." : path);
        match(path, rest);
        for (const std::string& name : names_in_folder(path.empty() ? "." : path)) {
            const std::string next = below(path, name);
            if (!name.starts_with('.') && is_folder(next) && !is_link(next))
                match_any_folders(next, components);
        }
    }

    std::vector<std::string> paths_;
};

}  // namespace

bool is_path_pattern(std::string_view location) {
    return location.find_first_of("*?[") != std::string_view::npos;
}

bool is_in_path_pattern(std::string_view path, std::string_view pattern) {
    return is_in(components_of(path), components_of(pattern));
}

std::vector<std::string> expand_path_pattern(std::string_view pattern) {
    const std::vector<std::string> components = components_of(pattern);
    std::string start = pattern.starts_with('/') ? "/" : "";
    std::size_t fixed = 0;
    while (fixed < components.size() && !is_path_pattern(components[fixed]))
        start = below(start, components[fixed++]);
    struct ::stat status {};
    if (!start.empty() && ::stat(start.c_str(), &status) != 0)
        throw_local_error("cannot find the source", start, errno);
    return Expansion().expand(start, std::span(components).subspan(fixed));
}

}  // namespace sparkify
