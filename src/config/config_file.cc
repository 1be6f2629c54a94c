#include "config/config_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>
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

void replace_config_file(const std::string& path, const std::string& text) {
    namespace fs = std::filesystem;
    std::error_code error;
    // What a symbolic link points at is replaced, not the link.
    const fs::path target = fs::exists(path) ? fs::canonical(path) : fs::path(path);
    const fs::path beside = fmt::format("{}.{}", target.string(), ::getpid());
    {
        // Nobody else may read it before it has its rights.
        std::ofstream file(beside, std::ios::binary);
        fs::permissions(beside, fs::perms::owner_read | fs::perms::owner_write, error);
        file << text;
        file.flush();
        if (!file) error = std::make_error_code(std::errc::io_error);
    }
    if (!error) fs::permissions(beside, fs::status(target).permissions(), error);
    if (!error) fs::rename(beside, target, error);
    if (!error) return;
    std::error_code ignored;
    fs::remove(beside, ignored);
    throw Error(ErrorCode::failed, {"cannot write the configuration", path, error.message(), ""});
}

bool others_can_read(const std::string& path) {
    using std::filesystem::perms;
    std::error_code error;
    const perms rights = std::filesystem::status(path, error).permissions();
    return !error && (rights & (perms::group_read | perms::others_read)) != perms::none;
}

}  // namespace sparkify
