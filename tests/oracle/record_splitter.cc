#include "oracle/record_splitter.h"

#include <algorithm>
#include <string>
#include <utility>

namespace sparkify::oracle {
namespace {

Reject bad_record(std::int64_t line, RejectKind kind, std::string reason) {
    return {.object = {}, .line = line, .column = {}, .kind = kind, .reason = std::move(reason)};
}

}  // namespace

std::optional<std::variant<RawRecord, Reject>> RecordSplitter::next() {
    JsonParser blanks(bytes_, position_);
    blanks.skip_white_space();
    if (blanks.at_end()) return std::nullopt;
    const std::size_t begin = blanks.position();
    const std::int64_t line = line_at(begin);
    try {
        return piece_at(begin, line);
    } catch (const JsonError& error) {
        position_ = next_record_line(std::max(error.position(), begin + 1));
        return bad_record(line, RejectKind::syntax, error.what());
    }
}

std::variant<RawRecord, Reject> RecordSplitter::piece_at(std::size_t begin, std::int64_t line) {
    JsonParser parser(bytes_, begin);
    if (parser.peek() == '[') {
        parser.array();
        position_ = parser.position();
        return bad_record(line, RejectKind::outer_array, "the records stand in an array");
    }
    RawRecord record{.line = line, .members = parser.object()};
    position_ = parser.position();
    if (position_ - begin > kMaxRecordBytes) {
        return bad_record(line, RejectKind::too_large, "the record is larger than 4 MiB");
    }
    return record;
}

std::int64_t RecordSplitter::line_at(std::size_t position) {
    const std::string_view passed = bytes_.substr(counted_to_, position - counted_to_);
    line_ += std::count(passed.begin(), passed.end(), '\n');
    counted_to_ = position;
    return line_;
}

std::size_t RecordSplitter::next_record_line(std::size_t from) const {
    std::size_t brace = bytes_.find('{', from);
    while (brace != std::string_view::npos && !is_first_of_its_line(brace)) {
        brace = bytes_.find('{', brace + 1);
    }
    return std::min(brace, bytes_.size());
}

bool RecordSplitter::is_first_of_its_line(std::size_t position) const {
    while (position > 0) {
        const char before = bytes_[--position];
        if (before == '\n') return true;
        if (before != ' ' && before != '\t' && before != '\r') return false;
    }
    return true;
}

}  // namespace sparkify::oracle
