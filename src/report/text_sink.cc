#include "report/text_sink.h"

#include <cerrno>
#include <system_error>

#include "base/error.h"

namespace sparkify {
namespace {

[[noreturn]] void throw_write_error(int number) {
    throw Error{ErrorCode::failed,
                {.what = "cannot write the output",
                 .place = {},
                 .reason = std::generic_category().message(number),
                 .next_step = "look for free space, or write it to another place"}};
}

}  // namespace

TextSink sink_to(std::FILE* file) {
    return [file](std::string_view text) {
        if (std::fwrite(text.data(), 1, text.size(), file) != text.size()) throw_write_error(errno);
    };
}

TextSink careless_sink_to(std::FILE* file) {
    return [file](std::string_view text) {
        // Nobody is left to tell if this fails.
        (void)std::fwrite(text.data(), 1, text.size(), file);
        (void)std::fflush(file);
    };
}

void flush(std::FILE* file) {
    errno = 0;
    if (std::fflush(file) != 0 || std::ferror(file) != 0)
        throw_write_error(errno == 0 ? EIO : errno);
}

}  // namespace sparkify
