#include "generate/repertoire.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "generate/json_text.h"

namespace sparkify {

namespace {

constexpr std::uint32_t kUnknownTitle = 650;
constexpr std::uint32_t kOtherArtist = kUnknownTitle + 60;
constexpr std::uint32_t kOtherDuration = kOtherArtist + 60;
constexpr std::uint32_t kFlatness = 8;

using Texts = std::unordered_set<std::string_view>;

std::size_t world_size(std::size_t songs) {
    return std::clamp<std::size_t>(songs * 20, 2'000, 60'000);
}

/// An invented name that is not among the known ones. The vocabulary is finite, so in the end a
/// number makes the difference.
template <typename Invent>
Name unknown_name(const Texts& known, std::size_t number, Random& random, Invent invent) {
    Name name = invent(random);
    for (int attempt = 0; attempt < 8 && known.contains(name.text); ++attempt) {
        name = invent(random);
    }
    if (known.contains(name.text)) name = {fmt::format("{} (Take {})", name.text, number + 1)};
    return name;
}

/// The JSON string, or what is within its quotation marks.
std::string_view spelled(std::string_view json, bool as_number) {
    return as_number ? json.substr(1, json.size() - 2) : json;
}

}  // namespace

Repertoire::Repertoire(const std::vector<Song>& catalogue, Random random)
    : known_choice_(WeightedChoice::zipf(catalogue.size(), kFlatness)),
      world_choice_(WeightedChoice::zipf(world_size(catalogue.size()), kFlatness)) {
    known_.reserve(catalogue.size());
    for (const Song& song : catalogue) {
        known_.push_back(tune(song.artist_name, song.title, song.duration));
    }
    invent_world(catalogue, random);
}

Repertoire::Tune Repertoire::tune(const Name& artist, const Name& title, std::uint32_t length) {
    return {json_string(artist.text, JsonSpelling::log), json_string(title.text, JsonSpelling::log),
            length, artist.number, title.number};
}

void Repertoire::invent_world(const std::vector<Song>& catalogue, Random random) {
    Texts titles;
    Texts artists;
    for (const Song& song : catalogue) {
        titles.insert(song.title.text);
        artists.insert(song.artist_name.text);
    }
    const std::size_t size = world_size(catalogue.size());
    world_.reserve(size);
    Name artist;
    for (std::size_t number = 0; number < size; ++number) {
        if (number == 0 || random.chance(400)) {
            artist = unknown_name(artists, number, random, invent_artist);
        }
        const Name title = unknown_name(titles, number, random, invent_title);
        world_.push_back(tune(artist, title, invent_duration(random)));
    }
    if (catalogue.empty()) return;
    for (std::size_t number = 40; number < size; number += 60) {
        const Song& song = catalogue[random.below(static_cast<std::uint32_t>(catalogue.size()))];
        const Name title{song.title.text + ' '};
        if (titles.contains(title.text)) continue;
        const std::uint32_t length = song.duration;
        const Name& by = number % 120 == 40 ? song.artist_name : artist;
        world_[number] = tune(by, title, length);
    }
}

Play Repertoire::choose(Random& random) const {
    const std::uint32_t lot = known_.empty() ? 0 : random.below(1000);
    const Tune& unknown = world_[world_choice_.draw(random)];
    const Tune& known = known_.empty() ? unknown : known_[known_choice_.draw(random)];
    const Tune& titled = lot < kUnknownTitle ? unknown : known;
    const Tune& performed = lot < kOtherArtist ? unknown : known;
    std::uint32_t length = performed.length;
    if (lot >= kOtherArtist && lot < kOtherDuration) length += 2 * random.below(300'000) + 1;
    const bool as_number = random.chance(500);
    return {spelled(performed.artist, as_number && performed.artist_is_number),
            spelled(titled.title, as_number && titled.title_is_number), length};
}

}  // namespace sparkify
