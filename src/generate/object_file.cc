#include "generate/object_file.h"

#include <cerrno>
#include <cstddef>
#include <system_error>
#include <utility>

#include "base/error.h"

namespace sparkify {

namespace {

constexpr std::size_t kBufferSize = std::size_t{1} << 20;

[[noreturn]] void fail(const std::filesystem::path& path, const std::error_code& reason) {
    throw Error(ErrorCode::failed, {"cannot write the generated object", path.string(),
                                    reason.message(), "make room or choose another directory"});
}

std::error_code last_error() {
    return {errno, std::generic_category()};
}

}  // namespace

ObjectFile::ObjectFile(std::filesystem::path path) : path_(std::move(path)) {
    std::error_code failure;
    std::filesystem::create_directories(path_.parent_path(), failure);
    if (failure) fail(path_.parent_path(), failure);
    file_.reset(std::fopen(path_.c_str(), "wb"));
    if (!file_) fail(path_, last_error());
    std::setvbuf(file_.get(), nullptr, _IONBF, 0);
}

void ObjectFile::append(std::string_view bytes) {
    buffer_ += bytes;
    if (buffer_.size() >= kBufferSize) flush();
}

void ObjectFile::close() {
    flush();
    if (std::fclose(file_.release()) != 0) fail(path_, last_error());
}

void ObjectFile::flush() {
    if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_.get()) != buffer_.size()) {
        fail(path_, last_error());
    }
    written_ += buffer_.size();
    buffer_.clear();
}

}  // namespace sparkify
