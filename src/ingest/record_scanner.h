#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sparkify {

/// Finds the end of one record, byte by byte, and says exactly where and why it is not JSON.
///
/// Strict: RFC 8259, UTF-8 as Unicode defines it, escapes that form whole code points, at most
/// kMaxDepth containers inside each other. It is the slow, exact reader that decides whenever the
/// fast one (record_parser.h) meets something it does not like, and it can be fed in portions, so
/// that a record of any size passes through a bounded buffer.
///
/// A record is an object; an outer array is scanned too, so that it can be rejected as a whole.
class RecordScanner {
  public:
    static constexpr std::size_t kMaxDepth = 1024;

    enum class Status : std::uint8_t {
        before,      ///< nothing but white space so far
        incomplete,  ///< inside a record
        complete,    ///< the record has ended
        invalid,     ///< not JSON; see reason()
    };

    /// Takes bytes until the record ends or proves invalid, and returns how many it consumed: up to
    /// and including the last byte of the record, or up to but excluding the byte at fault.
    std::size_t feed(std::string_view bytes);

    [[nodiscard]] Status status() const noexcept { return status_; }

    /// Bytes of white space before the record.
    [[nodiscard]] std::size_t leading_blanks() const noexcept { return leading_blanks_; }

    /// Whether the outermost value is an array.
    [[nodiscard]] bool outer_array() const noexcept { return outer_array_; }

    /// Why the record is invalid, for people.
    [[nodiscard]] const char* reason() const noexcept { return reason_; }

  private:
    enum class State : std::uint8_t {
        start,
        first_key,
        key,
        colon,
        value,
        first_element,
        after_value,
        string,
        escape,
        hex,
        low_surrogate_backslash,
        low_surrogate_u,
        utf8_tail,
        minus,
        zero,
        digits,
        point,
        fraction,
        exponent,
        exponent_sign,
        exponent_digits,
        literal,
    };

    /// Takes one byte. False if the byte has to be offered again in the new state or ended the
    /// scan.
    bool take(unsigned char byte);
    bool take_structure(unsigned char byte);
    bool take_after_value(unsigned char byte);
    bool take_in_string(unsigned char byte);
    bool take_in_number(unsigned char byte);
    bool begin_value(unsigned char byte);
    bool begin_literal(const char* rest);
    bool take_literal(unsigned char byte);
    bool begin_utf8(unsigned char byte);
    bool take_utf8_tail(unsigned char byte);
    bool take_escape(unsigned char byte);
    bool take_hex(unsigned char byte);
    bool finish_code_unit();
    bool end_number(unsigned char byte);
    bool open(bool array);
    bool close();
    bool fail(const char* reason);

    Status status_ = Status::before;
    State state_ = State::start;
    std::vector<bool> array_at_depth_;
    std::size_t leading_blanks_ = 0;
    bool outer_array_ = false;
    bool string_is_key_ = false;
    const char* literal_rest_ = nullptr;
    std::uint32_t code_unit_ = 0;
    int hex_digits_ = 0;
    bool expects_low_surrogate_ = false;
    int utf8_left_ = 0;
    unsigned char utf8_low_ = 0x80;
    unsigned char utf8_high_ = 0xBF;
    const char* reason_ = "";
};

}  // namespace sparkify
