#include "storage/local_store.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

namespace sparkify {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void throw_system_error(std::string what, std::string place, int error_number) {
    const bool denied = error_number == EACCES || error_number == EPERM;
    const bool absent = error_number == ENOENT || error_number == ENOTDIR;
    std::string next_step;
    if (denied) next_step = "allow this user to read it";
    if (absent) next_step = "check the path in dwh.cfg or on the command line";
    throw Error(
        denied ? ErrorCode::access_denied : ErrorCode::unreachable,
        {std::move(what), std::move(place), std::strerror(error_number), std::move(next_step)});
}

class FileStream final : public ObjectStream {
  public:
    explicit FileStream(const std::string& path)
        : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (descriptor_ < 0) throw_system_error("cannot open the object", path_, errno);
    }
    ~FileStream() override { ::close(descriptor_); }

    std::size_t read(std::span<char> buffer) override {
        for (;;) {
            const ::ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
            if (count >= 0) return static_cast<std::size_t>(count);
            if (errno != EINTR) throw_system_error("cannot read the object", path_, errno);
        }
    }

  private:
    std::string path_;
    int descriptor_;
};

/// Size, and the time of the last change, which serves as the version of a local file.
Object object_of(const std::string& path, const struct ::stat& status) {
    return {path, static_cast<std::uint64_t>(status.st_size),
            fmt::format("{}.{:09}", status.st_mtim.tv_sec, status.st_mtim.tv_nsec)};
}

struct ::stat status_of(const std::string& path) {
    struct ::stat status {};
    if (::stat(path.c_str(), &status) != 0)
        throw_system_error("cannot find the source", path, errno);
    return status;
}

void list_folder(const std::string& folder, std::vector<Object>& objects) {
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    if (error) throw_system_error("cannot list the folder", folder, error.value());
    std::vector<std::string> subfolders;
    for (const fs::directory_entry& entry : entries) {
        const std::string& path = entry.path().native();
        const std::string_view name = std::string_view(path).substr(path.find_last_of('/') + 1);
        if (name.starts_with('.')) continue;
        const struct ::stat status = status_of(path);
        if (S_ISDIR(status.st_mode)) subfolders.push_back(path);
        if (S_ISREG(status.st_mode)) objects.push_back(object_of(path, status));
    }
    for (const std::string& subfolder : subfolders)
        list_folder(subfolder, objects);
}

void list_path(const std::string& path, std::vector<Object>& objects) {
    const struct ::stat status = status_of(path);
    if (S_ISDIR(status.st_mode)) return list_folder(path, objects);
    objects.push_back(object_of(path, status));
}

bool is_pattern(std::string_view location) {
    return location.find_first_of("*?[") != std::string_view::npos;
}

/// The folder that a pattern starts from: everything before its first component with a wildcard.
std::string fixed_folder(const std::string& pattern) {
    const std::size_t wildcard = pattern.find_first_of("*?[");
    const std::size_t slash = pattern.rfind('/', wildcard);
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : pattern.substr(0, slash);
}

std::vector<std::string> expand_pattern(const std::string& pattern) {
    ::glob_t matches{};
    const int result = ::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &matches);
    std::vector<std::string> paths;
    if (result == 0) paths.assign(matches.gl_pathv, matches.gl_pathv + matches.gl_pathc);
    ::globfree(&matches);
    if (paths.empty()) static_cast<void>(status_of(fixed_folder(pattern)));
    return paths;
}

std::string without_trailing_slashes(std::string path) {
    while (path.size() > 1 && path.back() == '/')
        path.pop_back();
    return path;
}

}  // namespace

std::vector<Object> LocalStore::list(const std::string& location) {
    std::vector<Object> objects;
    struct ::stat status {};
    // A file whose name holds a bracket is a file first and a pattern only if there is no such
    // file.
    if (is_pattern(location) && ::stat(location.c_str(), &status) != 0) {
        for (const std::string& path : expand_pattern(location))
            list_path(path, objects);
    } else {
        list_path(without_trailing_slashes(location), objects);
    }
    std::ranges::sort(objects, {}, &Object::key);
    return objects;
}

std::unique_ptr<ObjectStream> LocalStore::open(const Object& object) {
    return std::make_unique<FileStream>(object.key);
}

}  // namespace sparkify
