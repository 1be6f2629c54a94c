#include "storage/local_store.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/folder_listing.h"
#include "storage/local_error.h"
#include "storage/path_pattern.h"

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
    if (is_path_pattern(location) && ::stat(location.c_str(), &status) != 0) {
        for (const std::string& path : expand_path_pattern(location))
            list_path(path, objects);
    } else {
        list_path(without_trailing_slashes(location), objects);
    }
    std::ranges::sort(objects, {}, &Object::key);
    // A pattern can match a folder and also what is in it.
    const auto same_key = [](const Object& one, const Object& other) {
        return one.key == other.key;
    };
    objects.erase(std::unique(objects.begin(), objects.end(), same_key), objects.end());
    return objects;
}

std::unique_ptr<ObjectStream> LocalStore::open(const Object& object) {
    return std::make_unique<FileStream>(object);
}

}  // namespace sparkify
