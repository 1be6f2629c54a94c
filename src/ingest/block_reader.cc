#include "ingest/block_reader.h"

#include <algorithm>
#include <utility>

#include "ingest/record_limits.h"
#include "ingest/record_scanner.h"
#include "ingest/resynchronise.h"

namespace sparkify {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::size_t kReadBytes = std::size_t{256} << 10;

/// Counts in runs that fit a byte, which compilers turn into vector instructions.
std::uint64_t lines_in(std::string_view bytes) {
    std::uint64_t lines = 0;
    while (!bytes.empty()) {
        std::uint8_t run = 0;
        const std::string_view part = bytes.substr(0, 255);
        for (const char byte : part)
            run = static_cast<std::uint8_t>(run + (byte == '\n' ? 1 : 0));
        lines += run;
        bytes.remove_prefix(part.size());
    }
    return lines;
}

/// What a reject shows of a record that begins with a non-blank byte.
std::string beginning_of(std::string_view record, std::size_t max_bytes) {
    record = record.substr(0, max_bytes);
    return std::string(record.substr(0, record.find_last_not_of(kBlanks) + 1));
}

/// Offset behind the last newline that stands between a `}` and a `{`; 0 if there is none.
std::size_t last_cut(std::string_view bytes) {
    std::size_t newline = bytes.rfind('\n');
    while (newline != std::string_view::npos) {
        const std::size_t next = bytes.find_first_not_of(kBlanks, newline);
        const std::size_t previous = bytes.find_last_not_of(kBlanks, newline);
        if (previous == std::string_view::npos) return 0;
        if (next != std::string_view::npos && bytes[next] == '{' && bytes[previous] == '}')
            return newline + 1;
        // The newlines between the two have the same neighbours: endless blanks are passed once.
        newline = bytes.rfind('\n', previous);
    }
    return 0;
}

/// Offset behind the last record that ends within `bytes`; 0 if not even the first one does.
std::size_t last_cut_by_scanning(std::string_view bytes) {
    std::size_t cut = 0;
    while (cut < bytes.size()) {
        RecordScanner scanner;
        const std::size_t stop = cut + scanner.feed(bytes.substr(cut));
        switch (scanner.status()) {
            case RecordScanner::Status::before:
                return bytes.size();
            case RecordScanner::Status::incomplete:
                return cut;
            case RecordScanner::Status::complete:
                cut = stop;
                break;
            case RecordScanner::Status::invalid: {
                const std::size_t begin = cut + scanner.leading_blanks();
                const std::size_t next = resynchronise(bytes, begin, stop);
                if (next == std::string_view::npos) return cut;
                cut = next;
                break;
            }
        }
    }
    return cut;
}

}  // namespace

BlockReader::BlockReader(const Object& object, std::unique_ptr<ObjectStream> content,
                         RejectLog& rejects)
    : object_(&object),
      content_(std::move(content)),
      rejects_(&rejects),
      line_(object.first_line) {}

bool BlockReader::read_into(Block& block) {
    begin_ = block.size();
    block.append(tail_);
    tail_.clear();
    std::size_t wanted = kTargetBytes;
    for (;;) {
        if (!fill(block, wanted)) {
            emit(block, pending(block).size(), /*last=*/true);
            return false;
        }
        std::size_t cut = last_cut(pending(block));
        if (cut == 0) cut = last_cut_by_scanning(pending(block));
        if (cut > 0) {
            emit(block, cut, /*last=*/false);
            return true;
        }
        // Blanks do not count for the size of the record that they precede.
        drop(block, pending(block).find_first_not_of(kBlanks));
        if (pending(block).size() > kMaxRecordBytes) skip_record(block);
        wanted = std::min(std::max(2 * pending(block).size(), kTargetBytes), kMaxRecordBytes + 1);
    }
}

/// Reads until at least `wanted` bytes are pending. False if the object ended before.
bool BlockReader::fill(Block& block, std::size_t wanted) {
    while (pending(block).size() < wanted) {
        const std::size_t missing = wanted - pending(block).size();
        const std::size_t room = std::max(missing, kReadBytes);
        const std::size_t count = content_->read(block.reserve(room).first(room));
        if (count == 0) return false;
        block.grow(count);
    }
    return true;
}

/// Passes over the first pending record, which is too large for the buffer or broken beyond it.
void BlockReader::skip_record(Block& block) {
    RecordScanner scanner;
    Reject reject;
    reject.object = object_->key;
    reject.line = line_;
    reject.record = beginning_of(pending(block), kRejectRecordBytes);
    reject.record_cut = true;
    reject.value = beginning_of(pending(block), kRejectValueBytes);
    std::size_t consumed = scanner.feed(pending(block));
    bool more = true;
    while (scanner.status() == RecordScanner::Status::incomplete && more) {
        drop_to_open_line(block);
        more = fill(block, kTargetBytes);
        consumed = scanner.feed(pending(block));
    }
    switch (scanner.status()) {
        case RecordScanner::Status::complete:
            reject.reason = scanner.outer_array() ? kOuterArray : kRecordTooLarge;
            drop(block, consumed);
            break;
        case RecordScanner::Status::invalid:
            reject.reason = scanner.reason();
            skip_to_next_record(block, consumed);
            break;
        default:
            reject.reason = kRecordNotClosed;
            drop(block, pending(block).size());
            break;
    }
    rejects_->add(std::move(reject));
}

void BlockReader::skip_to_next_record(Block& block, std::size_t error) {
    for (;;) {
        const std::size_t next = resynchronise(pending(block), 0, error);
        if (next != std::string_view::npos) return drop(block, next);
        drop_to_open_line(block);
        error = 0;
        if (!fill(block, kTargetBytes) && pending(block).find('{') == std::string_view::npos)
            return drop(block, pending(block).size());
    }
}

void BlockReader::emit(Block& block, std::size_t size, bool last) {
    tail_ = pending(block).substr(size);
    const std::uint64_t first_line = line_;
    if (!last) line_ += lines_in(pending(block).substr(0, size));
    if (size == 0) return;
    block.add_segment({object_, begin_, size, first_line, last});
}

void BlockReader::drop(Block& block, std::size_t size) {
    line_ += lines_in(pending(block).substr(0, size));
    block.erase(begin_, size);
}

/// Drops all that is pending but the newline before a line that so far has blanks only: it may
/// still turn out to begin with a brace.
void BlockReader::drop_to_open_line(Block& block) {
    const std::string_view bytes = pending(block);
    const std::size_t newline = bytes.rfind('\n');
    const bool open_line = newline != std::string_view::npos &&
                           bytes.find_first_not_of(kBlanks, newline) == std::string_view::npos;
    if (!open_line) return drop(block, bytes.size());
    block.shrink_to(begin_ + newline + 1);
    drop(block, newline);
}

std::string_view BlockReader::pending(const Block& block) const {
    return block.bytes().substr(begin_);
}

}  // namespace sparkify
