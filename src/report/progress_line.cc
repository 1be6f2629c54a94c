#include "report/progress_line.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/quantity.h"
#include "report/bar.h"
#include "report/display_width.h"
#include "report/duration.h"
#include "report/style.h"

namespace sparkify {
namespace {

constexpr std::size_t kGap = 2;

// Decided by the width alone: a bar that took what the other parts leave would twitch with them.
std::size_t bar_cells(const LineStyle& style) {
    return std::clamp<std::size_t>(style.width / 6, 10, 30);
}

// In the order in which parts are given up when the line is too long, the first one first.
enum class Rank : std::uint8_t {
    objects,
    count,
    bytes,
    rate,
    retries,
    rejects,
    bar,
    time,
    percent,
    step,
};

struct Part {
    Rank rank;
    std::string text;
    std::optional<Style> style = std::nullopt;
};

// The text keeps its width while the amount grows, so that what is behind it stays in its place.
std::string amount_text(const std::string& done, const std::string& total) {
    return total.empty() ? done : fmt::format("{:>{}} of {}", done, total.size(), total);
}

std::string count_part(const ProgressSnapshot& snapshot) {
    if (snapshot.unit.empty()) return {};
    const std::string total = snapshot.total > 0 ? count_text(snapshot.total) : "";
    return fmt::format("{} {}", amount_text(count_text(snapshot.done), total), snapshot.unit);
}

std::string objects_part(const ProgressSnapshot& snapshot) {
    if (snapshot.objects_total == 0) return {};
    return amount_text(count_text(snapshot.objects_done), count_text(snapshot.objects_total)) +
           " objects";
}

std::string bytes_part(const ProgressSnapshot& snapshot) {
    if (!counts_bytes(snapshot)) return {};
    const std::string total = snapshot.bytes_total > 0 ? bytes_text(snapshot.bytes_total) : "";
    return amount_text(bytes_text(snapshot.bytes_done), total);
}

std::string rate_part(const ProgressSnapshot& snapshot, const Pace& pace) {
    if (pace.bytes_per_second) return byte_rate_text(*pace.bytes_per_second);
    if (pace.units_per_second && !snapshot.unit.empty())
        return rate_text(*pace.units_per_second, snapshot.unit);
    return {};
}

std::string time_part(const ProgressSnapshot& snapshot, const Pace& pace) {
    if (pace.time_left) return rough_duration_text(*pace.time_left) + " left";
    return share_done(snapshot) < 0 ? rough_duration_text(snapshot.elapsed) : "";
}

// Rounded down, since 100 % has to mean that it is done.
std::string percent_part(double share) {
    return share < 0 ? "" : fmt::format("{:3.0f} %", std::floor(share * 100));
}

std::string rejects_part(const ProgressSnapshot& snapshot) {
    return snapshot.rejects == 0 ? "" : counted(snapshot.rejects, "reject");
}

std::string retries_part(const ProgressSnapshot& snapshot) {
    return snapshot.retries == 0 ? "" : counted(snapshot.retries, "retry", "retries");
}

std::vector<Part> parts_of(const ProgressSnapshot& snapshot, const Pace& pace,
                           const LineStyle& style) {
    const double share = share_done(snapshot);
    std::vector<Part> parts{
        {Rank::step, escaped_for_terminal(snapshot.step), Style::bold},
        {Rank::bar, share < 0 ? std::string{} : std::string(bar_cells(style), ' ')},
        {Rank::percent, percent_part(share)},
        {Rank::bytes, bytes_part(snapshot)},
        {Rank::objects, objects_part(snapshot)},
        {Rank::count, count_part(snapshot)},
        {Rank::rate, rate_part(snapshot, pace)},
        {Rank::time, time_part(snapshot, pace)},
        {Rank::retries, retries_part(snapshot), Style::warning},
        {Rank::rejects, rejects_part(snapshot), Style::warning},
    };
    std::erase_if(parts, [](const Part& part) { return part.text.empty(); });
    return parts;
}

std::size_t width_of(const std::vector<Part>& parts) {
    std::size_t width = (parts.size() - 1) * kGap;
    for (const Part& part : parts) {
        width += display_width(part.text);
    }
    return width;
}

void drop_until_fitting(std::vector<Part>& parts, std::size_t width) {
    const auto less_important = [](const Part& one, const Part& other) {
        return one.rank < other.rank;
    };
    while (parts.size() > 1 && width_of(parts) > width) {
        parts.erase(std::min_element(parts.begin(), parts.end(), less_important));
    }
}

std::string drawn_bar(double share, const LineStyle& style) {
    const std::size_t cells = bar_cells(style);
    const std::string filled = bar(share, static_cast<unsigned>(cells), style.unicode);
    std::string rest;
    for (std::size_t cell = display_width(filled); cell < cells; ++cell) {
        rest += style.unicode ? "░" : ".";
    }
    return styled(filled, Style::accent, style.colour) + styled(rest, Style::dim, style.colour);
}

}  // namespace

std::string progress_line(const ProgressSnapshot& snapshot, const Pace& pace,
                          const LineStyle& style) {
    std::vector<Part> parts = parts_of(snapshot, pace, style);
    drop_until_fitting(parts, style.width);
    std::string line;
    for (const Part& part : parts) {
        if (!line.empty()) line.append(kGap, ' ');
        if (part.rank == Rank::bar) {
            line += drawn_bar(share_done(snapshot), style);
            continue;
        }
        const std::string shown =
            truncated_to_width(part.text, style.width, style.unicode ? "…" : "...");
        line += styled(shown, part.style.value_or(Style::bold), style.colour && part.style);
    }
    return line;
}

}  // namespace sparkify
