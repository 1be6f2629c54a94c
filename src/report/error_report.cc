#include "report/error_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "base/exit_code.h"
#include "report/display_width.h"
#include "report/style.h"

namespace sparkify {
namespace {

std::string json_line(const nlohmann::ordered_json& document) {
    return document.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string error_as_json(const Error& error) {
    const Error::Message& message = error.message();
    return json_line({{"error",
                       {{"code", name_of(error.code())},
                        {"exit", static_cast<int>(exit_code_of(error.code()))},
                        {"what", message.what},
                        {"place", message.place},
                        {"reason", message.reason},
                        {"next_step", message.next_step}}}});
}

std::string_view without_carriage_return(std::string_view text) {
    while (!text.empty() && text.back() == '\r') {
        text.remove_suffix(1);
    }
    return text;
}

// The words of a library can have many lines (a parser that points at the place); they stay lines,
// indented so that they are seen to belong to the label. Empty ones would look like the end.
std::string indented(std::string_view text, std::string_view indentation) {
    std::string result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = without_carriage_return(text.substr(0, end));
        if (!line.empty()) {
            if (!result.empty()) result += fmt::format("\n{}", indentation);
            result += escaped_for_terminal(line);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

std::string labelled(std::string_view label, std::string_view text, bool colour) {
    if (text.empty()) return {};
    return fmt::format("  {} {}\n", styled(label, Style::dim, colour), indented(text, "    "));
}

std::string error_for_people(const Error& error, bool colour) {
    const Error::Message& message = error.message();
    return fmt::format("{} {}\n", styled("error:", Style::error, colour),
                       indented(message.what, "  ")) +
           labelled("where:", message.place, colour) + labelled("reason:", message.reason, colour) +
           labelled("next step:", message.next_step, colour);
}

}  // namespace

std::string_view name_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::failed:
            return "failed";
        case ErrorCode::statement_refused:
            return "statement_refused";
        case ErrorCode::usage:
            return "usage";
        case ErrorCode::configuration:
            return "configuration";
        case ErrorCode::check_failed:
            return "check_failed";
        case ErrorCode::too_many_rejects:
            return "too_many_rejects";
        case ErrorCode::unreachable:
            return "unreachable";
        case ErrorCode::access_denied:
            return "access_denied";
        case ErrorCode::locked:
            return "locked";
        case ErrorCode::interrupted:
            return "interrupted";
    }
    return "failed";
}

std::string error_report(const Error& error, ErrorForm form) {
    if (form == ErrorForm::json) return error_as_json(error);
    return error_for_people(error, form == ErrorForm::colour);
}

std::string warning_report(std::string_view what, ErrorForm form) {
    if (form == ErrorForm::json) return json_line({{"warning", {{"what", what}}}});
    return fmt::format("{} {}\n", styled("warning:", Style::warning, form == ErrorForm::colour),
                       indented(what, "  "));
}

}  // namespace sparkify
