#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace sparkify {

/// Where the tokens of a JSON text begin, as simdjson's first stage finds them: the offsets of all
/// brackets, colons and commas outside of strings, of all opening quotation marks, and of the first
/// bytes of numbers and words.
///
/// The first stage alone is used, because both of simdjson's own second stages fall short here: the
/// tape (dom) is built only to be read once, and on-demand does not validate what it skips.
class StructuralIndex {
  public:
    StructuralIndex();
    StructuralIndex(const StructuralIndex&) = delete;
    StructuralIndex& operator=(const StructuralIndex&) = delete;
    StructuralIndex(StructuralIndex&&) noexcept;
    StructuralIndex& operator=(StructuralIndex&&) noexcept;
    ~StructuralIndex();

    /// Indexes `text`, behind which at least one byte has to be readable. False if it is not UTF-8,
    /// has a control character inside a string, or ends inside a string.
    [[nodiscard]] bool build(std::string_view text);

    /// How many tokens there are.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// Offset of a token; for token == size(), the length of the text.
    [[nodiscard]] std::uint32_t offset(std::size_t token) const { return offsets_[token]; }

    /// The first token at `offset` or behind it.
    [[nodiscard]] std::size_t token_from(std::size_t offset) const;

  private:
    struct Scanner;  // of simdjson, whose header takes longer to compile than most of our files

    std::unique_ptr<Scanner> scanner_;
    const std::uint32_t* offsets_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
    std::uint32_t end_ = 0;
};

}  // namespace sparkify
