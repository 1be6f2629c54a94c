#include "generate/catalogue.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include <fmt/format.h>

#include "generate/vocabulary.h"

namespace sparkify {

namespace {

constexpr std::uint32_t kSongsPerFolder = 24;
constexpr std::uint32_t kFolders = 26 * 26 * 26;

struct Artist {
    std::string id;
    Name name;
    std::string location;
    std::optional<Coordinates> coordinates;
    bool contradictory = false;
};

char letter(Random& random) {
    return static_cast<char>('A' + random.below(26));
}

/// Makes ids of 18 characters in the style of the real ones: letters, then digits of hex.
class IdMaker {
  public:
    IdMaker(std::string prefix, std::string_view middle)
        : prefix_(std::move(prefix)), middle_(middle) {}

    std::string make(Random& random, std::string_view folder = {}) {
        for (;;) {
            std::string id = prefix_;
            id += folder;
            while (id.size() < 7) {
                id += letter(random);
            }
            id += middle_;
            while (id.size() < 18) {
                id += "0123456789ABCDEF"[random.below(16)];
            }
            if (taken_.insert(id).second) return id;
        }
    }

  private:
    std::string prefix_;
    std::string_view middle_;
    std::unordered_set<std::string> taken_;
};

/// Invents one record after the other, remembering the artists.
class CatalogueMaker {
  public:
    CatalogueMaker(std::uint32_t songs, Random random)
        : random_(random),
          folders_(std::min(kFolders, (songs + kSongsPerFolder - 1) / kSongsPerFolder)) {}

    Song make(std::uint32_t number);
    Song make_again(const Song& song);

  private:
    const Artist& artist(std::uint32_t number, bool& is_new);
    Artist new_artist(std::uint32_t number);
    Name title(std::uint32_t number);
    void settle(Artist& artist);
    void contradict(Song& song);
    std::string folder();

    Random random_;
    std::uint32_t folders_;
    std::vector<Artist> artists_;
    IdMaker song_ids_{"SO", "12A"};
    IdMaker track_ids_{"TR", "128F"};
    IdMaker artist_ids_{"AR", "1187"};
};

std::string CatalogueMaker::folder() {
    const std::uint32_t number = random_.below(folders_);
    return {static_cast<char>('A' + number / (26 * 26)), static_cast<char>('A' + number / 26 % 26),
            static_cast<char>('A' + number % 26)};
}

void CatalogueMaker::settle(Artist& artist) {
    const Place& place = random_.pick(places());
    if (random_.chance(700)) artist.location = place.name;
    if (!random_.chance(500)) return;
    const auto exact = [&](std::int32_t hundredths) {
        return std::int64_t{hundredths} * 1000 + random_.below(1000);
    };
    const std::int64_t latitude = exact(place.latitude);
    artist.coordinates = Coordinates{latitude, exact(place.longitude)};
}

// The quirks have to be there in a small catalogue too, hence the fixed numbers.
Artist CatalogueMaker::new_artist(std::uint32_t number) {
    Artist artist{artist_ids_.make(random_), invent_artist(random_), {}, {}, random_.chance(120)};
    if (number % 100 == 23) artist.name = {std::string{random_.pick(number_artists())}, true};
    if (number % 100 == 41) artist.name = {double_encoded("Die Königsbläser")};
    settle(artist);
    return artist;
}

const Artist& CatalogueMaker::artist(std::uint32_t number, bool& is_new) {
    is_new = artists_.empty() || number % 100 == 23 || number % 100 == 41 || random_.chance(640);
    if (is_new) return artists_.emplace_back(new_artist(number));
    return artists_[random_.below(static_cast<std::uint32_t>(artists_.size()))];
}

Name CatalogueMaker::title(std::uint32_t number) {
    if (number % 100 == 7) return {std::string{random_.pick(number_titles())}, true};
    if (number % 100 == 61) return {std::string{random_.pick(awkward_titles())}};
    return invent_title(random_);
}

void CatalogueMaker::contradict(Song& song) {
    const bool other_name = random_.chance(600);
    if (other_name) {
        const std::string guest = invent_artist(random_).text;
        song.artist_name = {fmt::format("{} feat. {}", song.artist_name.text, guest)};
    }
    if (!other_name || random_.chance(300)) song.location = random_.pick(places()).name;
    if (random_.chance(300)) song.coordinates.reset();
}

Song CatalogueMaker::make(std::uint32_t number) {
    bool is_new = false;
    const Artist& by = artist(number, is_new);
    Song song;
    song.song_id = song_ids_.make(random_);
    song.track_id = track_ids_.make(random_, folder());
    song.artist_id = by.id;
    song.artist_name = by.name;
    song.location = by.location;
    song.coordinates = by.coordinates;
    song.title = title(number);
    song.duration = invent_duration(random_);
    song.year = random_.chance(550) ? 0 : random_.between(1957, 2010);
    if (by.contradictory && !is_new) contradict(song);
    return song;
}

Song CatalogueMaker::make_again(const Song& song) {
    Song again = song;
    again.song_id = song_ids_.make(random_);
    again.track_id = track_ids_.make(random_, folder());
    again.year = 0;
    return again;
}

}  // namespace

std::vector<Song> invent_catalogue(std::uint32_t songs, Random random) {
    CatalogueMaker maker{songs, random.stream(0)};
    std::vector<Song> catalogue;
    catalogue.reserve(songs);
    for (std::uint32_t number = 0; number < songs; ++number) {
        const bool again = number % 100 == 77;
        catalogue.push_back(again ? maker.make_again(catalogue[random.below(number)])
                                  : maker.make(number));
    }
    return catalogue;
}

std::uint32_t invent_duration(Random& random) {
    std::uint32_t seconds = random.between(60, 180) + random.between(30, 150);
    if (random.chance(40)) seconds += random.between(0, 900);
    return seconds * 100'000 + random.below(50'000) * 2;
}

}  // namespace sparkify
