#include "warehouse/duckdb/file_lock.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/process_name.h"

namespace sparkify {
namespace {

std::string this_holder() {
    return fmt::format("{}, since {:%Y-%m-%d %H:%M:%S} UTC", this_process(),
                       fmt::gmtime(std::time(nullptr)));
}

int open_file(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor >= 0) return descriptor;
    const int failure = errno;
    // A file that another user left behind can be locked without being written to.
    const int to_read = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (to_read >= 0) return to_read;
    const bool denied = failure == EACCES || failure == EPERM || failure == EROFS;
    if (denied)
        throw Error(ErrorCode::access_denied,
                    {"cannot lock the warehouse", path, std::strerror(failure),
                     "allow this user to write to the folder of the warehouse"});
    throw Error(ErrorCode::unreachable,
                {"cannot create the warehouse", path, std::strerror(failure),
                 "make its folder, or name another file with --warehouse duckdb:FILE"});
}

std::string content_of(int descriptor) {
    std::array<char, 1024> bytes{};
    const auto size = ::pread(descriptor, bytes.data(), bytes.size(), 0);
    return size > 0 ? std::string(bytes.data(), static_cast<std::size_t>(size)) : "";
}

/// Whether the path still leads to the file that was opened: its former holder may have removed it.
bool is_current(int descriptor, const std::string& path) {
    struct ::stat opened {};
    struct ::stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

bool is_writable(int descriptor) {
    return (::fcntl(descriptor, F_GETFL) & O_ACCMODE) == O_RDWR;
}

/// Leaves what went wrong in errno.
bool try_to_lock(int descriptor) {
    int result = 0;
    do
        result = ::flock(descriptor, LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

/// The process of "process 4711 of me"; 0 if the text is something else.
::pid_t process_named_in(std::string_view holder) {
    constexpr std::string_view kStart = "process ";
    ::pid_t process = 0;
    if (holder.starts_with(kStart))
        std::from_chars(holder.data() + kStart.size(), holder.data() + holder.size(), process);
    return process;
}

bool is_alive(::pid_t process) {
    return process > 0 && (::kill(process, 0) == 0 || errno == EPERM);
}

/// Who holds the lock. The file may still be empty, or name its former holder, who is dead: a new
/// one writes its name only after it has the lock.
std::string living_holder(int descriptor) {
    constexpr int kLooks = 20;
    std::string holder;
    for (int look = 0; look < kLooks; ++look) {
        holder = content_of(descriptor);
        if (is_alive(process_named_in(holder))) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return holder;
}

/// The file itself, if the path leads to it by links: there is one lock per file.
std::string where_it_leads(const std::string& path) {
    std::error_code unknown;
    const std::filesystem::path real = std::filesystem::weakly_canonical(path, unknown);
    return unknown ? path : real.string();
}

[[noreturn]] void throw_locked(const std::string& database_file, const std::string& holder) {
    throw Error(ErrorCode::locked, {"another run holds the warehouse", database_file,
                                    holder.empty() ? "it has only just begun" : holder,
                                    "wait until it has finished, or stop it"});
}

}  // namespace

FileLock::FileLock(const std::string& database_file)
    : path_(where_it_leads(database_file) + ".lock") {
    for (;;) {
        const int descriptor = open_file(path_);
        if (!try_to_lock(descriptor)) {
            const int failure = errno;
            const std::string holder = failure == EWOULDBLOCK ? living_holder(descriptor) : "";
            ::close(descriptor);
            if (failure == EWOULDBLOCK) throw_locked(database_file, holder);
            throw Error(ErrorCode::failed,
                        {"cannot lock the warehouse", path_, std::strerror(failure),
                         "use a file system that has locks"});
        }
        // Who holds it is written into a file of one's own, if the other user's can be removed.
        const bool outdated = !is_current(descriptor, path_) ||
                              (!is_writable(descriptor) && ::unlink(path_.c_str()) == 0);
        if (!outdated) {
            descriptor_ = descriptor;
            break;
        }
        ::close(descriptor);
    }
    // Who cannot be told who holds it is told that somebody does.
    const std::string holder = this_holder();
    if (::ftruncate(descriptor_, 0) != 0) return;
    [[maybe_unused]] const auto written = ::pwrite(descriptor_, holder.data(), holder.size(), 0);
}

FileLock::~FileLock() {
    ::unlink(path_.c_str());
    ::close(descriptor_);
}

}  // namespace sparkify
