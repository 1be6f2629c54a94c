#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sparkify {

/// "20150830T123600Z", as X-Amz-Date has it. UTC.
[[nodiscard]] std::string amz_date(std::chrono::system_clock::time_point time);

/// "2015-08-30T12:36:00Z". UTC.
[[nodiscard]] std::string iso_time(std::chrono::system_clock::time_point time);

/// The time that an ISO 8601 text means, to the second: "2026-11-27T01:02:03Z", with or without a
/// fraction, or with an offset like +01:00 behind it. Nothing if it is none.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> parse_iso_time(
    std::string_view text);

/// The time of a Date header (RFC 9110): "Fri, 27 Nov 2026 01:02:03 GMT". Nothing if it is none.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> parse_http_date(
    std::string_view text);

}  // namespace sparkify
