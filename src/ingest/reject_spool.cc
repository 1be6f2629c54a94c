#include "ingest/reject_spool.h"

#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace sparkify {
namespace {

/// All that a reject says in texts.
template <typename AnyReject>
auto texts_of(AnyReject& reject) {
    return std::array{&reject.object, &reject.column, &reject.value, &reject.reason,
                      &reject.record};
}

void write(TemporaryFile& file, const Reject& reject) {
    file.write(&reject.line, sizeof(reject.line));
    file.write(&reject.record_cut, sizeof(reject.record_cut));
    for (const std::string* text : texts_of(reject)) {
        const std::uint64_t size = text->size();
        file.write(&size, sizeof(size));
        file.write(text->data(), text->size());
    }
}

Reject read(TemporaryFile& file) {
    Reject reject;
    file.read_exactly(&reject.line, sizeof(reject.line));
    file.read_exactly(&reject.record_cut, sizeof(reject.record_cut));
    for (std::string* text : texts_of(reject)) {
        std::uint64_t size = 0;
        file.read_exactly(&size, sizeof(size));
        text->resize(size);
        file.read_exactly(text->data(), size);
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
    if (!file_) file_.emplace("keep the rejects");
    write(*file_, reject);
    ++in_file_;
}

void RejectSpool::for_each(const std::function<void(const Reject&)>& take) const {
    for (const Reject& reject : in_memory_)
        take(reject);
    if (!file_) return;
    file_->rewind();
    for (std::size_t index = 0; index < in_file_; ++index)
        take(read(*file_));
}

}  // namespace sparkify
