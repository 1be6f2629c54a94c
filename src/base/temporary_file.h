#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>

namespace sparkify {

/// A temporary file that nobody else sees and that is gone with its owner: bytes that are written
/// to its end, and read from its beginning. Move-only, not thread-safe.
class TemporaryFile {
  public:
    /// All functions throw Error(failed) if the system refuses; `purpose` says what the file is
    /// for: "keep the rejects".
    explicit TemporaryFile(const char* purpose);

    void write(const void* bytes, std::size_t size);

    /// Goes back to the beginning, to read. What is written later goes to the end.
    void rewind();

    /// At most so many bytes; fewer only at the end.
    [[nodiscard]] std::size_t read(void* bytes, std::size_t size);

    /// So many bytes, which have to be there.
    void read_exactly(void* bytes, std::size_t size);

  private:
    struct CloseFile {
        void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
    };

    [[noreturn]] void fail(int error) const;
    void seek(int origin);

    const char* purpose_;
    std::unique_ptr<std::FILE, CloseFile> file_;
    bool reading_ = false;
};

}  // namespace sparkify
