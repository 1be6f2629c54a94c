#include "report/text_spool.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace sparkify {

TextSink TextSpool::sink() const {
    return [file = file_.get()](std::string_view text) { file->write(text.data(), text.size()); };
}

void TextSpool::copy_to(const TextSink& sink) const {
    std::array<char, std::size_t{64} * 1024> buffer{};
    file_->rewind();
    while (const std::size_t count = file_->read(buffer.data(), buffer.size()))
        sink({buffer.data(), count});
}

}  // namespace sparkify
