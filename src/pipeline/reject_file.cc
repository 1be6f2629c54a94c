#include "pipeline/reject_file.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"

namespace sparkify {
namespace {

constexpr std::string_view kSectionBegin = "# reject ";
constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::size_t kReadBytes = std::size_t{64} << 10;

/// The lines of an object, one after the other, without their ends.
class LineReader {
  public:
    explicit LineReader(std::unique_ptr<ObjectStream> stream) : stream_(std::move(stream)) {}

    /// The next line, valid until the next call; nothing at the end.
    std::optional<std::string_view> next() {
        std::size_t end = text_.find('\n', begin_);
        while (end == std::string::npos && fill())
            end = text_.find('\n', begin_);
        if (begin_ == text_.size()) return std::nullopt;
        const std::string_view line =
            std::string_view(text_).substr(begin_, end == std::string::npos ? end : end - begin_);
        begin_ = end == std::string::npos ? text_.size() : end + 1;
        return line;
    }

  private:
    bool fill() {
        text_.erase(0, std::exchange(begin_, 0));
        const std::size_t size = text_.size();
        text_.resize(size + kReadBytes);
        const std::size_t count = stream_->read(std::span(text_).subspan(size));
        text_.resize(size + count);
        return count > 0;
    }

    std::unique_ptr<ObjectStream> stream_;
    std::string text_;
    std::size_t begin_ = 0;
};

/// The reject whose section a line begins; nothing if it begins none.
std::optional<std::int64_t> reject_begun_by(std::string_view line) {
    if (!line.starts_with(kSectionBegin)) return std::nullopt;
    line.remove_prefix(kSectionBegin.size());
    std::int64_t reject_id = 0;
    const auto [rest, failure] = std::from_chars(line.data(), line.data() + line.size(), reject_id);
    if (failure != std::errc()) return std::nullopt;
    return reject_id;
}

bool is_remark(std::string_view line) {
    return line.starts_with('#');
}

/// The text of a section, from first to last.
class SectionStream final : public ObjectStream {
  public:
    explicit SectionStream(std::string_view text) : rest_(text) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = std::min(buffer.size(), rest_.size());
        std::copy_n(rest_.data(), count, buffer.data());
        rest_.remove_prefix(count);
        return count;
    }

  private:
    std::string_view rest_;
};

[[noreturn]] void throw_no_reject_file(const Object& file, std::uint64_t line, std::string reason) {
    throw Error(
        ErrorCode::configuration,
        {"this is no file of rejects", line == 0 ? file.key : fmt::format("{}:{}", file.key, line),
         std::move(reason), "write one with `sparkify rejects export FILE`"});
}

}  // namespace

std::string section_of(const ExportedReject& reject) {
    std::string section = fmt::format("{}{}, {}\n", kSectionBegin, reject.reject_id, reject.about);
    if (reject.record_cut)
        section += "# Only the beginning of the record was kept: take it from its object.\n";
    std::string_view record = reject.record;
    while (!record.empty()) {
        const std::string_view line = record.substr(0, record.find('\n'));
        if (is_remark(line)) section += ' ';
        section.append(line).append("\n");
        record.remove_prefix(std::min(line.size() + 1, record.size()));
    }
    return section + "\n";
}

bool RejectSection::empty() const {
    return text.find_first_not_of(kBlanks) == std::string::npos;
}

std::vector<RejectSection> sections_in(ObjectStore& store, const Object& file) {
    std::vector<RejectSection> sections;
    LineReader lines(store.open(file));
    std::uint64_t number = 0;
    while (const auto line = lines.next()) {
        ++number;
        if (const auto reject_id = reject_begun_by(*line)) {
            sections.push_back({*reject_id, number, ""});
            continue;
        }
        const std::string_view content = is_remark(*line) ? std::string_view() : *line;
        if (!sections.empty())
            sections.back().text.append(content).append("\n");
        else if (content.find_first_not_of(kBlanks) != std::string_view::npos)
            throw_no_reject_file(file, number, "no line above it says which reject this is");
    }
    if (sections.empty()) throw_no_reject_file(file, 0, "no line begins with \"# reject\"");
    return sections;
}

std::vector<Object> RejectSectionStore::list(const std::string& location) {
    if (location != file_) return store_->list(location);
    std::vector<Object> objects;
    for (const RejectSection& section : sections_)
        objects.push_back({file_, section.text.size(), "", section.line + 1});
    return objects;
}

std::unique_ptr<ObjectStream> RejectSectionStore::open(const Object& object) {
    if (object.key != file_) return store_->open(object);
    const auto section =
        std::ranges::lower_bound(sections_, object.first_line - 1, {}, &RejectSection::line);
    return std::make_unique<SectionStream>(section->text);
}

}  // namespace sparkify
