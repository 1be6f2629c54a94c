#pragma once

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <string>

#include <fmt/format.h>

namespace sparkify {

/// Declares an option that takes a whole number of at least 0. The parser's own conversion would
/// take -1 for the largest number there is.
template <typename Number>
CLI::Option* add_count(CLI::App& app, const std::string& name, Number& value,
                       const std::string& description) {
    const auto refuse_what_is_no_count = [](const std::string& text) {
        const auto is_digit = [](unsigned char byte) { return std::isdigit(byte) != 0; };
        if (!text.empty() && std::ranges::all_of(text, is_digit)) return std::string();
        return fmt::format("\"{}\" is not a whole number of 0 or more", text);
    };
    return app.add_option(name, value, description)->check(refuse_what_is_no_count)->type_name("N");
}

}  // namespace sparkify
