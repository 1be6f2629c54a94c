#include "storage/folder_listing.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <exception>
#include <iterator>
#include <memory>
#include <string_view>
#include <thread>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>

#include "storage/local_error.h"

namespace sparkify {
namespace {

/// Folders per thread from which on another thread is worth its start.
constexpr std::size_t kFoldersWorthAThread = 16;

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

/// One thread's share of the folders of a level, and what it found in them.
struct Share {
    std::vector<Object> objects;
    std::vector<std::string> subfolders;
    std::exception_ptr failure;
};

void add_entry(DIR* folder, const std::string& path, const dirent& entry, Share& share) {
    std::string entry_path = path + (path.ends_with('/') ? "" : "/") + entry.d_name;
    if (entry.d_type == DT_DIR) return share.subfolders.push_back(std::move(entry_path));
    struct ::stat status {};
    if (::fstatat(::dirfd(folder), entry.d_name, &status, 0) != 0)
        throw_local_error(
            entry.d_type == DT_LNK ? "cannot follow the symbolic link" : "cannot find the source",
            entry_path, errno);
    if (S_ISDIR(status.st_mode)) return share.subfolders.push_back(std::move(entry_path));
    if (S_ISREG(status.st_mode))
        share.objects.push_back(local_object(std::move(entry_path), status));
}

/// Calls `take(folder, entry)` for everything in a folder.
template <typename Take>
void for_each_entry(const std::string& path, const Take& take) {
    const std::unique_ptr<DIR, CloseFolder> folder(::opendir(path.c_str()));
    if (!folder) throw_local_error("cannot list the folder", path, errno);
    for (;;) {
        errno = 0;
        const dirent* entry = ::readdir(folder.get());
        if (entry == nullptr && errno != 0)
            throw_local_error("cannot list the folder", path, errno);
        if (entry == nullptr) return;
        take(folder.get(), *entry);
    }
}

void read_folder(const std::string& path, Share& share) {
    for_each_entry(path, [&](DIR* folder, const dirent& entry) {
        if (entry.d_name[0] != '.') add_entry(folder, path, entry, share);
    });
}

/// Reads folders until none is left that no other thread has taken.
void read_folders(const std::vector<std::string>& folders, std::atomic<std::size_t>& next,
                  Share& share) {
    try {
        for (std::size_t taken = next++; taken < folders.size(); taken = next++)
            read_folder(folders[taken], share);
    } catch (...) {
        share.failure = std::current_exception();
        next = folders.size();
    }
}

std::vector<Share> read_level(const std::vector<std::string>& folders) {
    const std::size_t cores = std::max(std::thread::hardware_concurrency(), 1U);
    std::vector<Share> shares(
        std::clamp<std::size_t>(folders.size() / kFoldersWorthAThread, 1, cores));
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> others;
    for (std::size_t index = 1; index < shares.size(); ++index)
        others.emplace_back([&, index] { read_folders(folders, next, shares[index]); });
    read_folders(folders, next, shares.front());
    others.clear();
    for (const Share& share : shares)
        if (share.failure) std::rethrow_exception(share.failure);
    return shares;
}

template <typename Item>
void move_to_end(std::vector<Item>& from, std::vector<Item>& to) {
    to.insert(to.end(), std::move_iterator(from.begin()), std::move_iterator(from.end()));
}

}  // namespace

Object local_object(std::string path, const struct ::stat& status) {
    return {std::move(path), static_cast<std::uint64_t>(status.st_size),
            fmt::format("{}.{:09}", status.st_mtim.tv_sec, status.st_mtim.tv_nsec)};
}

std::vector<Object> list_folder(const std::string& folder) {
    std::vector<Object> objects;
    std::vector<std::string> level{folder};
    while (!level.empty()) {
        std::vector<std::string> next_level;
        for (Share& share : read_level(level)) {
            move_to_end(share.objects, objects);
            move_to_end(share.subfolders, next_level);
        }
        level = std::move(next_level);
    }
    return objects;
}

std::vector<std::string> names_in_folder(const std::string& folder) {
    std::vector<std::string> names;
    for_each_entry(folder, [&](DIR*, const dirent& entry) {
        const std::string_view name = entry.d_name;
        if (name != "." && name != "..") names.emplace_back(name);
    });
    return names;
}

}  // namespace sparkify
