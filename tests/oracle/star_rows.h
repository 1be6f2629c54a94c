#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace sparkify::oracle {

// The rows of the star; the members stand in column order; std::nullopt is NULL.

struct User {
    std::int64_t user_id = 0;
    std::optional<std::string> first_name = {};
    std::optional<std::string> last_name = {};
    std::optional<std::string> gender = {};
    std::optional<std::string> level = {};

    bool operator==(const User&) const = default;
};

struct Song {
    std::string song_id = {};
    std::optional<std::string> title = {};
    std::string artist_id = {};
    std::optional<std::int32_t> year = {};
    std::optional<double> duration = {};

    bool operator==(const Song&) const = default;
};

struct Artist {
    std::string artist_id = {};
    std::optional<std::string> name = {};
    std::optional<std::string> location = {};
    std::optional<double> latitude = {};
    std::optional<double> longitude = {};

    bool operator==(const Artist&) const = default;
};

struct Time {
    std::int64_t start_time = 0;  ///< microseconds since 1970-01-01 00:00 UTC
    std::int32_t hour = 0;
    std::int32_t day = 0;
    std::int32_t week = 0;  ///< ISO 8601
    std::int32_t month = 0;
    std::int32_t year = 0;
    std::int32_t weekday = 0;  ///< 0 = Sunday to 6 = Saturday

    bool operator==(const Time&) const = default;
};

struct Songplay {
    std::int64_t songplay_id = 0;
    std::int64_t start_time = 0;  ///< microseconds since 1970-01-01 00:00 UTC
    std::optional<std::int64_t> user_id = {};
    std::optional<std::string> level = {};
    std::optional<std::string> song_id = {};
    std::optional<std::string> artist_id = {};
    std::optional<std::int64_t> session_id = {};
    std::optional<std::string> location = {};
    std::optional<std::string> user_agent = {};

    bool operator==(const Songplay&) const = default;
};

}  // namespace sparkify::oracle
