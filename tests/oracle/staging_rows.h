#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace sparkify::oracle {

/// A row of staging_events. The members stand in column order; std::nullopt is NULL.
struct StagingEvent {
    std::optional<std::string> artist = {};
    std::optional<std::string> auth = {};
    std::optional<std::string> first_name = {};
    std::optional<std::string> gender = {};
    std::optional<std::int32_t> item_in_session = {};
    std::optional<std::string> last_name = {};
    std::optional<double> length = {};
    std::optional<std::string> level = {};
    std::optional<std::string> location = {};
    std::optional<std::string> method = {};
    std::optional<std::string> page = {};
    std::optional<double> registration = {};
    std::optional<std::int64_t> session_id = {};
    std::optional<std::string> song = {};
    std::optional<std::int32_t> status = {};
    std::int64_t ts = 0;  ///< microseconds since 1970-01-01 00:00 UTC
    std::optional<std::string> user_agent = {};
    std::optional<std::int64_t> user_id = {};
    std::int64_t load_id = 0;  ///< given by OracleWarehouse::load

    bool operator==(const StagingEvent&) const = default;
};

/// A row of staging_songs, likewise.
struct StagingSong {
    std::optional<std::int32_t> num_songs = {};
    std::string artist_id = {};
    std::optional<double> artist_latitude = {};
    std::optional<double> artist_longitude = {};
    std::optional<std::string> artist_location = {};
    std::optional<std::string> artist_name = {};
    std::string song_id = {};
    std::optional<std::string> title = {};
    std::optional<double> duration = {};
    std::optional<std::int32_t> year = {};
    std::int64_t load_id = 0;

    bool operator==(const StagingSong&) const = default;
};

}  // namespace sparkify::oracle
