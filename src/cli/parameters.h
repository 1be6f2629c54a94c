#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "cli/parser_library.h"

namespace sparkify {

/// Which whole numbers are taken.
struct CountBounds {
    std::uint64_t least = 0;
    std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
};

/// Declares the options and positional arguments of a command, whose values are written to where
/// the caller says; that has to outlive the parsing. Names are as "-f,--format" of an option and
/// "file" of an argument; types are what the help shows for a value ("FILE").
///
/// The parser's library takes seconds to compile: who only declares need not know of it.
class Parameters {
  public:
    /// Takes what is read. What it throws ends the parsing.
    template <typename Value>
    using Take = std::function<void(const Value&)>;

    enum class Need : std::uint8_t { optional, required };

    /// Those declared stand below `group` in the help.
    explicit Parameters(CLI::App& app, std::string group = "Options");

    void add_flag(const std::string& names, bool& value, const std::string& description);

    /// `Text` is a std::string, or optional where it matters whether there was one.
    template <typename Text>
    void add_text(const std::string& names, Text& value, const std::string& type,
                  const std::string& description, Need need = Need::optional) {
        add_translated(
            names, [&value](const std::string& text) { value = text; }, type, description, need);
    }

    void add_translated(const std::string& names, const Take<std::string>& take,
                        const std::string& type, const std::string& description,
                        Need need = Need::optional);

    /// One of a few words, separated by | in the type that the help shows.
    void add_choice(const std::string& names, const std::vector<std::string>& words,
                    const Take<std::string>& take, const std::string& description,
                    Need need = Need::optional);

    /// `Number` is an integer, or optional where it matters whether there was one.
    template <typename Number>
    void add_count(const std::string& names, Number& value, const std::string& description,
                   CountBounds bounds = {}, Need need = Need::optional) {
        add_number(
            names, [&value](std::uint64_t number) { set(value, number); },
            {bounds.least, std::min(bounds.most, most_of(value))}, description, need);
    }

    /// Any number of positional arguments, or of times that an option is given.
    void add_texts(const std::string& names, std::vector<std::string>& values,
                   const std::string& type, const std::string& description);
    void add_counts(const std::string& names, std::vector<std::int64_t>& values,
                    const std::string& description);

  private:
    template <std::integral Number>
    static void set(Number& value, std::uint64_t number) {
        value = static_cast<Number>(number);
    }
    template <std::integral Number>
    static void set(std::optional<Number>& value, std::uint64_t number) {
        value = static_cast<Number>(number);
    }
    template <std::integral Number>
    static constexpr std::uint64_t most_of(const Number& /*value*/) {
        return std::numeric_limits<Number>::max();
    }
    template <std::integral Number>
    static constexpr std::uint64_t most_of(const std::optional<Number>& /*value*/) {
        return std::numeric_limits<Number>::max();
    }

    void add_number(const std::string& names, const Take<std::uint64_t>& take, CountBounds bounds,
                    const std::string& description, Need need);

    CLI::App* app_;
    std::string group_;
};

}  // namespace sparkify
