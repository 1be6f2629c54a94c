#include "storage/local_store.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/folder_listing.h"
#include "storage/local_error.h"

namespace sparkify {
namespace {

class FileStream final : public ObjectStream {
  public:
    explicit FileStream(const Object& object)
        : path_(object.key),
          listed_size_(object.size),
          descriptor_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (descriptor_ < 0) throw_local_error("cannot open the object", path_, errno);
    }
    FileStream(const FileStream&) = delete;
    FileStream& operator=(const FileStream&) = delete;
    ~FileStream() override { ::close(descriptor_); }

    std::size_t read(std::span<char> buffer) override {
        while (!at_end_) {
            const ::ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
            if (count >= 0) return keep_account(static_cast<std::size_t>(count), buffer.size());
            if (errno != EINTR) throw_local_error("cannot read the object", path_, errno);
        }
        return 0;
    }

  private:
    /// A file that has given all that was listed, and less than was asked for, is at its end: small
    /// ones are not asked twice. (Of what is no regular file the size is listed as 0.)
    std::size_t keep_account(std::size_t count, std::size_t asked) {
        read_ += count;
        at_end_ = count == 0 || (count < asked && listed_size_ > 0 && read_ >= listed_size_);
        return count;
    }

    std::string path_;
    std::uint64_t listed_size_;
    std::uint64_t read_ = 0;
    bool at_end_ = false;
    int descriptor_;
};

struct ::stat status_of(const std::string& path) {
    struct ::stat status {};
    if (::stat(path.c_str(), &status) != 0)
        throw_local_error("cannot find the source", path, errno);
    return status;
}

void list_path(const std::string& path, std::vector<Object>& objects) {
    const struct ::stat status = status_of(path);
    if (!S_ISDIR(status.st_mode)) return objects.push_back(local_object(path, status));
    for (Object& object : list_folder(path))
        objects.push_back(std::move(object));
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
    return std::make_unique<FileStream>(object);
}

}  // namespace sparkify
