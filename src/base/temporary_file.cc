#include "base/temporary_file.h"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "base/error.h"

namespace sparkify {

TemporaryFile::TemporaryFile(const char* purpose) : purpose_(purpose), file_(std::tmpfile()) {
    if (!file_) fail(errno);
}

void TemporaryFile::write(const void* bytes, std::size_t size) {
    if (reading_) seek(SEEK_END);
    reading_ = false;
    if (std::fwrite(bytes, 1, size, file_.get()) != size) fail(errno);
}

void TemporaryFile::rewind() {
    seek(SEEK_SET);
    reading_ = true;
}

std::size_t TemporaryFile::read(void* bytes, std::size_t size) {
    const std::size_t count = std::fread(bytes, 1, size, file_.get());
    if (count < size && std::ferror(file_.get()) != 0) fail(errno);
    return count;
}

void TemporaryFile::read_exactly(void* bytes, std::size_t size) {
    if (read(bytes, size) != size) fail(EIO);
}

void TemporaryFile::seek(int origin) {
    if (std::fseek(file_.get(), 0, origin) != 0) fail(errno);
}

void TemporaryFile::fail(int error) const {
    throw Error(ErrorCode::failed,
                {fmt::format("cannot {} in a temporary file", purpose_), "", std::strerror(error),
                 "make room in the folder for such files"});
}

}  // namespace sparkify
