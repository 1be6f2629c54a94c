#include "report/text_spool.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "base/error.h"

namespace sparkify {
namespace {

[[noreturn]] void throw_file_error(int error) {
    throw Error{ErrorCode::failed,
                {.what = "cannot keep the output in a temporary file",
                 .place = {},
                 .reason = std::strerror(error),
                 .next_step = "make room in the folder for such files"}};
}

}  // namespace

TextSpool::TextSpool() : file_(std::tmpfile()) {
    if (!file_) throw_file_error(errno);
}

TextSink TextSpool::sink() const {
    return [file = file_.get()](std::string_view text) {
        if (std::fwrite(text.data(), 1, text.size(), file) != text.size()) throw_file_error(errno);
    };
}

void TextSpool::copy_to(const TextSink& sink) const {
    if (std::fseek(file_.get(), 0, SEEK_SET) != 0) throw_file_error(errno);
    std::array<char, std::size_t{64} * 1024> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file_.get()))
        sink({buffer.data(), count});
    if (std::ferror(file_.get()) != 0) throw_file_error(errno);
}

}  // namespace sparkify
