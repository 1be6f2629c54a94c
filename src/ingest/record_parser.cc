#include "ingest/record_parser.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "ingest/json_string.h"
#include "ingest/number_conversion.h"
#include "ingest/record_limits.h"
#include "ingest/record_scanner.h"
#include "ingest/resynchronise.h"
#include "ingest/short_text.h"

namespace sparkify {
namespace {

bool is_blank(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

std::string shortened(std::string_view text, std::size_t max_bytes) {
    return std::string(text.substr(0, max_bytes));
}

/// Whether a scalar that nobody asked for is JSON.
bool is_valid_scalar(JsonKind kind, std::string_view token) {
    if (kind == JsonKind::text) return escapes_are_valid(token);
    return kind != JsonKind::number || is_json_number(token);
}

std::string_view without_trailing_blanks(std::string_view text) {
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

constexpr const char* kByteOrderMark = "a byte order mark before the first record";
constexpr std::string_view kByteOrderMarkBytes = "\xEF\xBB\xBF";

}  // namespace

RecordParser::RecordParser(std::span<const Column> columns, const PathTree& paths,
                           RejectLog& rejects)
    : columns_(columns), paths_(&paths), rejects_(&rejects), row_(columns), guesses_(kGuesses) {}

void RecordParser::begin(const Segment& segment, std::string_view bytes) {
    segment_ = segment;
    bytes_ = bytes;
    counted_to_ = 0;
    counted_lines_ = 0;
    text_ = bytes.data();
    token_ = 0;
    exact_ = !index_.build(bytes);
    exact_offset_ = 0;
}

bool RecordParser::fill(RecordBatch& batch) {
    batch_ = &batch;
    while (!batch.full()) {
        if (exact_ ? exact_offset_ == bytes_.size() : token_ == index_.size()) return false;
        if (exact_)
            read_exact_record();
        else
            read_record();
    }
    return true;
}

void RecordParser::read_record() {
    const std::size_t begin = index_.offset(token_);
    row_.begin(*batch_);
    guess_ = 0;
    entered_.clear();
    if (front() == '{' && walk_object(PathTree::kRoot, 1))
        return finish_record(begin, index_.offset(token_ - 1) + 1);
    row_.abandon();
    token_ = index_.token_from(reject_syntax(begin));
}

/// Delimits the next record exactly and walks only that.
void RecordParser::read_exact_record() {
    const std::string_view rest = bytes_.substr(exact_offset_);
    RecordScanner scanner;
    const std::size_t consumed = scanner.feed(rest);
    const std::size_t begin = exact_offset_ + scanner.leading_blanks();
    if (scanner.status() == RecordScanner::Status::before) {
        exact_offset_ = bytes_.size();
        return;
    }
    if (scanner.status() != RecordScanner::Status::complete || scanner.outer_array()) {
        exact_offset_ = reject_syntax(begin);
        return;
    }
    exact_offset_ += consumed;
    text_ = bytes_.data() + begin;
    token_ = 0;
    row_.begin(*batch_);
    guess_ = 0;
    entered_.clear();
    if (!index_.build(bytes_.substr(begin, exact_offset_ - begin)) ||
        !walk_object(PathTree::kRoot, 1))
        throw_disagreement(begin);
    finish_record(begin, exact_offset_);
}

void RecordParser::finish_record(std::size_t begin, std::size_t end) {
    if (end - begin > kMaxRecordBytes) {
        row_.abandon();
        return reject(begin, end, {.reason = kRecordTooLarge});
    }
    const auto failure = row_.finish();
    if (!failure) return;
    reject(begin, end,
           {.column = columns_[failure->column].name,
            .value = shortened(failure->value, kRejectValueBytes),
            .reason = failure->reason});
}

std::size_t RecordParser::reject_syntax(std::size_t begin) {
    RecordScanner scanner;
    std::size_t error = begin + scanner.feed(bytes_.substr(begin));
    // The next segment begins with a record: let the scanner see it, so that the reason is the same
    // as if the object had not been cut there.
    if (scanner.status() == RecordScanner::Status::incomplete && !segment_.last) scanner.feed("{");
    const bool complete = scanner.status() == RecordScanner::Status::complete;
    if (complete && !scanner.outer_array()) throw_disagreement(begin);
    std::size_t end = error;
    std::string reason = scanner.reason();
    if (complete)
        reason = kOuterArray;
    else if (bytes_.substr(begin).starts_with(kByteOrderMarkBytes))
        reason = kByteOrderMark;
    else if (scanner.status() == RecordScanner::Status::incomplete)
        reason = kRecordNotClosed;
    if (!complete) end = std::min(resynchronise(bytes_, begin, error), bytes_.size());
    reject(begin, end, {.reason = std::move(reason)});
    return end;
}

void RecordParser::reject(std::size_t begin, std::size_t end, Reject reject) {
    const std::string_view record = bytes_.substr(begin, end - begin);
    const std::string_view kept = record.substr(0, kRejectRecordBytes);
    reject.object = segment_.object->key;
    reject.line = line_of(begin);
    reject.record = without_trailing_blanks(kept);
    reject.record_cut = !without_trailing_blanks(record.substr(kept.size())).empty();
    if (reject.column.empty())
        reject.value = without_trailing_blanks(record.substr(0, kRejectValueBytes));
    rejects_->add(std::move(reject));
}

void RecordParser::throw_disagreement(std::size_t begin) {
    throw Error(ErrorCode::failed, {"the two JSON readers disagree", segment_.object->key,
                                    fmt::format("on line {}", line_of(begin)),
                                    "report this as a bug, with the record"});
}

std::uint64_t RecordParser::line_of(std::size_t offset) {
    const char* text = bytes_.data();
    counted_lines_ +=
        static_cast<std::uint64_t>(std::count(text + counted_to_, text + offset, '\n'));
    counted_to_ = offset;
    return segment_.first_line + counted_lines_;
}

std::string_view RecordParser::up_to_next_token() const {
    const std::size_t begin = index_.offset(token_);
    return {text_ + begin, index_.offset(token_ + 1) - begin};
}

std::string_view RecordParser::take_token() {
    const std::string_view token = without_trailing_blanks(up_to_next_token());
    ++token_;
    return token;
}

bool RecordParser::walk_object(PathTree::NodeId node, std::size_t depth) {
    if (depth > RecordScanner::kMaxDepth) return false;
    ++token_;
    if (front() == '}') {
        ++token_;
        return true;
    }
    for (;;) {
        PathTree::NodeId child = PathTree::kIgnored;
        if (!walk_key(node, child)) return false;
        if (front() != ':') return false;
        ++token_;
        if (!walk_value(child, depth)) return false;
        const char separator = front();
        ++token_;
        if (separator == '}') return true;
        if (separator != ',') return false;
    }
}

bool RecordParser::walk_array(PathTree::NodeId node, std::size_t depth) {
    if (depth > RecordScanner::kMaxDepth) return false;
    ++token_;
    std::size_t count = 0;
    bool more = front() != ']';
    if (!more) ++token_;
    while (more) {
        const PathTree::NodeId element =
            node == PathTree::kIgnored ? node : paths_->element(node, count);
        if (!walk_value(element, depth)) return false;
        ++count;
        const char separator = front();
        ++token_;
        if (separator != ',' && separator != ']') return false;
        more = separator == ',';
    }
    if (node == PathTree::kIgnored) return true;
    for (const auto& [index, child] : paths_->node(node).elements)
        if (index >= count) fail_below(child, {});
    return true;
}

bool RecordParser::walk_value(PathTree::NodeId node, std::size_t depth) {
    if (node != PathTree::kIgnored && paths_->has_paths_below(node)) forget_if_repeated(node);
    const char first = front();
    if (first == '{' || first == '[') return walk_container(node, depth);
    return walk_scalar(node);
}

bool RecordParser::walk_container(PathTree::NodeId node, std::size_t depth) {
    const std::size_t begin = index_.offset(token_);
    const bool walked = front() == '{' ? walk_object(node, depth + 1) : walk_array(node, depth + 1);
    if (!walked) return false;
    if (node == PathTree::kIgnored) return true;
    const std::size_t end = index_.offset(token_ - 1) + 1;
    for (const std::uint16_t column : paths_->node(node).columns)
        row_.set(column, JsonKind::container, {text_ + begin, end - begin});
    return true;
}

bool RecordParser::walk_scalar(PathTree::NodeId node) {
    std::string_view token = take_token();
    if (token.empty()) return false;
    JsonKind kind = JsonKind::number;
    if (token.front() == '"') {
        if (token.size() < 2 || token.back() != '"') return false;
        token = token.substr(1, token.size() - 2);
        kind = JsonKind::text;
    } else if (token == "null") {
        kind = JsonKind::null;
    } else if (token == "true" || token == "false") {
        kind = JsonKind::boolean;
    }
    if (node == PathTree::kIgnored || paths_->node(node).columns.empty())
        return is_valid_scalar(kind, token);
    return std::ranges::all_of(paths_->node(node).columns,
                               [&](std::uint16_t column) { return row_.set(column, kind, token); });
}

bool RecordParser::walk_key(PathTree::NodeId parent, PathTree::NodeId& child) {
    Guess* guess = guess_ < guesses_.size() ? &guesses_[guess_++] : nullptr;
    if (guess != nullptr && guess->parent == parent && same_text(guess->key, up_to_next_token())) {
        ++token_;
        child = guess->child;
        return true;
    }
    const std::string_view key = take_token();
    if (key.size() < 2 || key.front() != '"' || key.back() != '"') return false;
    if (!look_up_key(parent, key.substr(1, key.size() - 2), child)) return false;
    if (guess != nullptr) *guess = {std::string(key), parent, child};
    return true;
}

bool RecordParser::look_up_key(PathTree::NodeId parent, std::string_view raw,
                               PathTree::NodeId& child) {
    std::string decoded;
    std::string_view key = raw;
    if (has_backslash(raw)) {
        decoded.resize(raw.size());
        if (unescape(raw, decoded.data(), key) == UnescapeResult::invalid) return false;
    }
    if (parent != PathTree::kIgnored) child = paths_->member(parent, key);
    return true;
}

/// Of a key that comes twice the later value counts, with all that is in it or not.
void RecordParser::forget_if_repeated(PathTree::NodeId node) {
    if (std::ranges::find(entered_, node) == entered_.end())
        entered_.push_back(node);
    else
        forget_below(node);
}

void RecordParser::forget_below(PathTree::NodeId node) {
    for (const std::uint16_t column : paths_->node(node).columns)
        row_.forget(column);
    for (const auto& [key, child] : paths_->node(node).members)
        forget_below(child);
    for (const auto& [index, child] : paths_->node(node).elements)
        forget_below(child);
}

void RecordParser::fail_below(PathTree::NodeId node, std::string_view value) {
    for (const std::uint16_t column : paths_->node(node).columns)
        row_.fail(column, value, "the array has no element at the path's index");
    for (const auto& [key, child] : paths_->node(node).members)
        fail_below(child, value);
    for (const auto& [index, child] : paths_->node(node).elements)
        fail_below(child, value);
}

}  // namespace sparkify
