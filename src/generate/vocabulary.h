#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sparkify {

/// A place artists come from, with its coordinates in hundredths of a degree.
struct Place {
    std::string_view name;
    std::int32_t latitude;
    std::int32_t longitude;
};

/// The words everything is made of, all of them invented or common. UTF-8; no list is empty.
std::span<const std::string_view> adjectives();
std::span<const std::string_view> nouns();
std::span<const std::string_view> verbs();
std::span<const std::string_view> title_endings();

/// Whole titles and artist names with quotation marks, backslashes, slashes, ampersands, umlauts
/// and characters outside the Basic Multilingual Plane.
std::span<const std::string_view> awkward_titles();
std::span<const std::string_view> awkward_artists();

/// Titles and artist names that the song objects write as JSON numbers.
std::span<const std::string_view> number_titles();
std::span<const std::string_view> number_artists();

std::span<const Place> places();
std::span<const std::string_view> female_names();
std::span<const std::string_view> male_names();
std::span<const std::string_view> last_names();
std::span<const std::string_view> metro_areas();

/// As the real data has them: most with quotation marks that belong to the text.
std::span<const std::string_view> user_agents();

}  // namespace sparkify
