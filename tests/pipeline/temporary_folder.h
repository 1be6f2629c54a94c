#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

#include <gtest/gtest.h>
#include <unistd.h>

namespace sparkify {

/// A folder of its own, which goes with the object.
class TemporaryFolder {
  public:
    TemporaryFolder() : path_(fresh_path()) { std::filesystem::create_directories(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    static std::filesystem::path fresh_path() {
        static int number = 0;
        return std::filesystem::path(testing::TempDir()) /
               ("pipeline_" + std::to_string(::getpid()) + "_" + std::to_string(++number));
    }

    std::filesystem::path path_;
};

inline void write_file(const std::filesystem::path& file, std::string_view bytes) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    ASSERT_TRUE(out.flush()) << file;
}

}  // namespace sparkify
