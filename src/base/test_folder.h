#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <unistd.h>

namespace sparkify {

/// A folder that a test writes files into; gone with the object. For tests only.
class TestFolder {
  public:
    TestFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "sparkify-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            throw std::runtime_error("cannot create a folder for a test");
        path_ = pattern;
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] std::string path() const { return path_.string(); }
    [[nodiscard]] std::string path(std::string_view name) const { return (path_ / name).string(); }

    /// Writes a file, with the folders it needs, and returns its path.
    std::string write(std::string_view name, std::string_view content) const {
        const std::filesystem::path file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << content;
        return file.string();
    }

    /// Takes all permissions off a file or folder in here; everybody may still enter the folder
    /// that holds it.
    void close(std::string_view name) const {
        using std::filesystem::perms;
        constexpr perms kEnter = perms::group_exec | perms::others_exec;
        std::filesystem::permissions(path_, kEnter, std::filesystem::perm_options::add);
        std::filesystem::permissions(path_ / name, perms::none);
    }

  private:
    std::filesystem::path path_;
};

/// As long as it lives, the process has no right to read what permissions forbid, also if root runs
/// the test. For tests only.
class Unprivileged {
  public:
    Unprivileged() {
        if (user_ == 0 && ::seteuid(kNobody) != 0)
            throw std::runtime_error("cannot give up privileges for a test");
    }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;
    ~Unprivileged() { static_cast<void>(::seteuid(user_)); }

  private:
    static constexpr ::uid_t kNobody = 65'534;

    ::uid_t user_ = ::geteuid();
};

}  // namespace sparkify
