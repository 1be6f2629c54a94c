#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sparkify::oracle {

enum class JsonKind : std::uint8_t { null, boolean, number, string, object, array };

/// A value as it stands in the source. `raw` looks into the bytes given to the parser.
struct JsonValue {
    JsonKind kind = JsonKind::null;
    std::string_view raw;
    std::string text;  ///< of a string only: without quotation marks, escapes decoded
};

struct JsonMember {
    std::string key;
    JsonValue value;
};

/// The source is not JSON, not UTF-8, or nested too deeply.
class JsonError : public std::runtime_error {
  public:
    JsonError(std::size_t position, const std::string& reason)
        : std::runtime_error(reason), position_(position) {}

    /// The offset of the first byte that cannot be part of valid JSON.
    [[nodiscard]] std::size_t position() const noexcept { return position_; }

  private:
    std::size_t position_;
};

/// Recursive descent over RFC 8259, without any leniency. Every function starts at the current
/// position, leaves it behind what was read, and throws JsonError.
class JsonParser {
  public:
    static constexpr int kMaxDepth = 1024;

    explicit JsonParser(std::string_view bytes, std::size_t position = 0)
        : bytes_(bytes), position_(position) {}

    [[nodiscard]] std::size_t position() const noexcept { return position_; }

    /// The next byte; U+0000, which JSON never allows here, at the end.
    [[nodiscard]] char peek() const noexcept;
    [[nodiscard]] bool at_end() const noexcept { return position_ >= bytes_.size(); }

    void skip_white_space();

    /// The members in the order of the source; a key that occurs twice is there twice.
    std::vector<JsonMember> object(int depth = 1);
    void array(int depth = 1);
    JsonValue value(int depth);

  private:
    [[noreturn]] static void fail(std::size_t position, const std::string& reason);

    bool take(char expected);
    void expect(char expected);
    void check_depth(int depth) const;
    JsonMember member(int depth);
    JsonKind value_of_any_kind(int depth, std::string& text);

    void literal(std::string_view word);
    void number();
    void digits();

    std::string string();
    void append_character(std::string& text);
    void append_escape(std::string& text);
    void append_unicode_escape(std::string& text, std::size_t begin);
    char32_t four_hex_digits(std::size_t begin);

    std::string_view bytes_;
    std::size_t position_;
};

}  // namespace sparkify::oracle
