#include "cli/parameters.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <charconv>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace sparkify {
namespace {

/// Says what is wrong with a text; nothing if it is taken.
using Check = std::function<std::string(const std::string& text)>;

/// The parser's own conversion would take -1 for the largest number there is.
Check number_within(CountBounds bounds) {
    return [bounds](const std::string& text) {
        const auto is_digit = [](unsigned char byte) { return std::isdigit(byte) != 0; };
        std::uint64_t number = 0;
        const auto failure = std::from_chars(text.data(), text.data() + text.size(), number).ec;
        const bool is_number = !text.empty() && std::ranges::all_of(text, is_digit);
        if (is_number && failure == std::errc() && number >= bounds.least && number <= bounds.most)
            return std::string();
        if (bounds.least > 0)
            return fmt::format("\"{}\" is not a whole number from {} to {}", text, bounds.least,
                               bounds.most);
        if (is_number) return fmt::format("{} is more than {}", text, bounds.most);
        return fmt::format("\"{}\" is not a whole number of 0 or more", text);
    };
}

Check one_of(std::vector<std::string> words) {
    return [words = std::move(words)](const std::string& text) {
        if (std::ranges::find(words, text) != words.end()) return std::string();
        return fmt::format("\"{}\" is none of {}", text, fmt::join(words, ", "));
    };
}

std::uint64_t number_of(const std::string& checked) {
    std::uint64_t number = 0;
    std::from_chars(checked.data(), checked.data() + checked.size(), number);
    return number;
}

}  // namespace

Parameters::Parameters(CLI::App& app, std::string group) : app_(&app), group_(std::move(group)) {}

void Parameters::add_flag(const std::string& names, bool& value, const std::string& description) {
    app_->add_flag(names, value, description)->group(group_);
}

void Parameters::add_translated(const std::string& names, const Take<std::string>& take,
                                const std::string& type, const std::string& description,
                                Need need) {
    app_->add_option_function<std::string>(names, take, description)
        ->type_name(type)
        ->required(need == Need::required)
        ->group(group_);
}

void Parameters::add_choice(const std::string& names, const std::vector<std::string>& words,
                            const Take<std::string>& take, const std::string& description,
                            Need need) {
    app_->add_option_function<std::string>(names, take, description)
        ->check(one_of(words))
        ->type_name(fmt::format("{}", fmt::join(words, "|")))
        ->required(need == Need::required)
        ->group(group_);
}

void Parameters::add_number(const std::string& names, const Take<std::uint64_t>& take,
                            CountBounds bounds, const std::string& description, Need need) {
    app_->add_option_function<std::string>(
            names, [take](const std::string& text) { take(number_of(text)); }, description)
        ->check(number_within(bounds))
        ->type_name("N")
        ->required(need == Need::required)
        ->group(group_);
}

void Parameters::add_texts(const std::string& names, std::vector<std::string>& values,
                           const std::string& type, const std::string& description) {
    app_->add_option(names, values, description)->type_name(type)->group(group_);
}

void Parameters::add_counts(const std::string& names, std::vector<std::int64_t>& values,
                            const std::string& description) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    app_->add_option(names, values, description)
        ->check(number_within({0, kMost}))
        ->type_name("N")
        ->group(group_);
}

}  // namespace sparkify
