#include "ingest/reject_spool.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "base/error.h"

namespace sparkify {
namespace {

[[noreturn]] void throw_file_error(int error) {
    throw Error(ErrorCode::failed,
                {"cannot keep the rejects in a temporary file", "", std::strerror(error),
                 "make room in the folder for such files"});
}

/// All that a reject says in texts.
template <typename AnyReject>
auto texts_of(AnyReject& reject) {
    return std::array{&reject.object, &reject.column, &reject.value, &reject.reason,
                      &reject.record};
}

void write_bytes(std::FILE* file, const void* bytes, std::size_t size) {
    if (std::fwrite(bytes, 1, size, file) != size) throw_file_error(errno);
}

void read_bytes(std::FILE* file, void* bytes, std::size_t size) {
    if (std::fread(bytes, 1, size, file) != size) throw_file_error(errno);
}

void write(std::FILE* file, const Reject& reject) {
    write_bytes(file, &reject.line, sizeof(reject.line));
    for (const std::string* text : texts_of(reject)) {
        const std::uint64_t size = text->size();
        write_bytes(file, &size, sizeof(size));
        write_bytes(file, text->data(), text->size());
    }
}

Reject read(std::FILE* file) {
    Reject reject;
    read_bytes(file, &reject.line, sizeof(reject.line));
    for (std::string* text : texts_of(reject)) {
        std::uint64_t size = 0;
        read_bytes(file, &size, sizeof(size));
        text->resize(size);
        read_bytes(file, text->data(), size);
    }
    return reject;
}

}  // namespace

void RejectSpool::add(Reject reject) {
    if (bytes_ < kMemoryBytes) {
        bytes_ += sizeof(Reject);
        for (const std::string* text : texts_of(std::as_const(reject)))
            bytes_ += text->size();
        in_memory_.push_back(std::move(reject));
        return;
    }
    if (!file_) file_.reset(std::tmpfile());
    if (!file_) throw_file_error(errno);
    write(file_.get(), reject);
    ++in_file_;
}

void RejectSpool::for_each(const std::function<void(const Reject&)>& take) const {
    for (const Reject& reject : in_memory_)
        take(reject);
    if (!file_) return;
    if (std::fseek(file_.get(), 0, SEEK_SET) != 0) throw_file_error(errno);
    for (std::size_t index = 0; index < in_file_; ++index)
        take(read(file_.get()));
    if (std::fseek(file_.get(), 0, SEEK_END) != 0) throw_file_error(errno);
}

}  // namespace sparkify
