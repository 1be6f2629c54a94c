#include "config/config_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"

namespace sparkify {

std::string read_config_file(const std::string& path) {
    const std::ifstream file(path, std::ios::binary);
    const int error = errno;
    std::ostringstream text;
    text << file.rdbuf();
    // A folder can be opened, too, and then reads as an empty file.
    std::error_code ignored;
    const bool is_folder = std::filesystem::is_directory(path, ignored);
    if (!file || is_folder)
        throw Error(
            ErrorCode::configuration,
            {"cannot read the configuration", path, std::strerror(is_folder ? EISDIR : error),
             error == EACCES ? "allow this user to read it"
                             : "check --config, or run `sparkify init`"});
    return std::move(text).str();
}

namespace {

/// A file that is made, and removed again unless it was given a name to keep.
class NewFile {
  public:
    /// Nobody else may read it before it has the rights that it shall have.
    explicit NewFile(std::string path)
        : path_(std::move(path)),
          descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                             S_IRUSR | S_IWUSR)) {}

    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    ~NewFile() {
        if (descriptor_ < 0) return;
        ::close(descriptor_);
        ::unlink(path_.c_str());
    }

    /// Whether each step has succeeded; errno says why not.
    [[nodiscard]] bool write(std::string_view text) const {
        if (descriptor_ < 0) return false;
        while (!text.empty()) {
            const ::ssize_t written = ::write(descriptor_, text.data(), text.size());
            if (written < 0) return false;
            text.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

    [[nodiscard]] bool take_rights_of(const std::string& other) const {
        struct stat rights {};
        if (::stat(other.c_str(), &rights) != 0) return false;
        // Only root may give a file away; who replaces a file of his own need not.
        const bool owned = ::fchown(descriptor_, rights.st_uid, rights.st_gid) == 0 ||
                           rights.st_uid == ::geteuid();
        return owned && ::fchmod(descriptor_, rights.st_mode) == 0 && ::fsync(descriptor_) == 0;
    }

    [[nodiscard]] bool replace(const std::string& other) const {
        return ::rename(path_.c_str(), other.c_str()) == 0;
    }

  private:
    std::string path_;
    int descriptor_;
};

}  // namespace

void replace_config_file(const std::string& path, const std::string& text) {
    std::error_code none;
    // What a symbolic link points at is replaced, not the link.
    const std::string target = std::filesystem::weakly_canonical(path, none).string();
    const NewFile file(fmt::format("{}.{}", target, ::getpid()));
    if (file.write(text) && file.take_rights_of(target) && file.replace(target)) return;
    throw Error(ErrorCode::failed, {"cannot write the configuration", path, std::strerror(errno),
                                    "allow this user to write it, or write it by hand"});
}

bool others_can_read(const std::string& path) {
    using std::filesystem::perms;
    std::error_code error;
    const perms rights = std::filesystem::status(path, error).permissions();
    return !error && (rights & (perms::group_read | perms::others_read)) != perms::none;
}

}  // namespace sparkify
