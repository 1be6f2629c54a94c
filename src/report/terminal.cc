#include "report/terminal.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>

#include <sys/ioctl.h>
#include <unistd.h>

namespace sparkify {
namespace {

constexpr unsigned kUsualWidth = 80;

std::string_view value_of(const EnvironmentLookup& environment, const char* name) {
    const char* const value = environment(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

bool is_dumb(const EnvironmentLookup& environment) {
    const std::string_view kind = value_of(environment, "TERM");
    return kind == "dumb" || kind.empty();
}

bool wants_no_colour(const EnvironmentLookup& environment) {
    return !value_of(environment, "NO_COLOR").empty();
}

std::string_view locale_of(const EnvironmentLookup& environment) {
    for (const char* const name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const std::string_view value = value_of(environment, name);
        if (!value.empty()) return value;
    }
    return {};
}

bool has_utf8(std::string_view locale) {
    std::string capitals{locale};
    std::transform(capitals.begin(), capitals.end(), capitals.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    return capitals.find("UTF-8") != std::string::npos ||
           capitals.find("UTF8") != std::string::npos;
}

unsigned reported_width(int descriptor) {
    winsize size{};
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

unsigned stated_width(const EnvironmentLookup& environment) {
    const std::string_view text = value_of(environment, "COLUMNS");
    unsigned width = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), width);
    return error == std::errc{} && end == text.data() + text.size() ? width : 0;
}

unsigned width_of(int out, int err, const EnvironmentLookup& environment) {
    for (const unsigned width :
         {reported_width(out), reported_width(err), stated_width(environment)}) {
        if (width > 0) return width;
    }
    return kUsualWidth;
}

}  // namespace

Terminal detect_terminal(int out, int err, const EnvironmentLookup& environment) {
    const bool dumb = is_dumb(environment);
    const bool colour = !dumb && !wants_no_colour(environment);
    Terminal terminal;
    terminal.stdout_is_terminal = isatty(out) == 1;
    terminal.stderr_is_terminal = isatty(err) == 1;
    terminal.stdout_colour = terminal.stdout_is_terminal && colour;
    terminal.stderr_colour = terminal.stderr_is_terminal && colour;
    terminal.stderr_redraws = terminal.stderr_is_terminal && !dumb;
    terminal.unicode = has_utf8(locale_of(environment));
    terminal.width = width_of(out, err, environment);
    return terminal;
}

Terminal detect_terminal() {
    return detect_terminal(STDOUT_FILENO, STDERR_FILENO,
                           [](const char* name) -> const char* { return std::getenv(name); });
}

}  // namespace sparkify
