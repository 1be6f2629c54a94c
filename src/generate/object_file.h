#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace sparkify {

/// A new file that is written through a large buffer. Throws Error with ErrorCode::failed when the
/// file cannot be created or written.
class ObjectFile {
  public:
    /// Creates the file, and the folders above it where they are missing.
    explicit ObjectFile(std::filesystem::path path);

    void append(std::string_view bytes);

    /// Writes what is in the buffer and closes the file. Nothing can be appended any more. A file
    /// that is destroyed without it is incomplete.
    void close();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Bytes appended.
    [[nodiscard]] std::uint64_t size() const { return written_ + buffer_.size(); }

  private:
    struct Closer {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };

    void flush();

    std::filesystem::path path_;
    std::unique_ptr<std::FILE, Closer> file_;
    std::string buffer_;
    std::uint64_t written_ = 0;
};

}  // namespace sparkify
