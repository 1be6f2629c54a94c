#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "generate/catalogue.h"
#include "generate/random.h"
#include "generate/weighted_choice.h"

namespace sparkify {

/// What one play plays, as JSON values for a log record.
struct Play {
    std::string_view artist;
    std::string_view title;
    std::uint32_t length = 0;  ///< hundred-thousandths of a second
};

/// All that can be played: the songs of the catalogue and a wider world that the catalogue does not
/// know. Popularity follows Zipf's law in both.
///
/// About 23 % of the plays match a catalogue record in title, artist name and duration; 6 % have
/// another duration, 6 % the title of a catalogue song by an artist the catalogue does not know,
/// and the others a title it does not know (some of which differ from a known one by a blank at the
/// end). Without a catalogue, all titles are unknown.
class Repertoire {
  public:
    Repertoire(const std::vector<Song>& catalogue, Random random);

    /// A play. The views live as long as the repertoire.
    [[nodiscard]] Play choose(Random& random) const;

  private:
    struct Tune {
        std::string artist;
        std::string title;
        std::uint32_t length = 0;
        bool artist_is_number = false;
        bool title_is_number = false;
    };

    static Tune tune(const Name& artist, const Name& title, std::uint32_t length);
    void invent_world(const std::vector<Song>& catalogue, Random random);

    std::vector<Tune> known_;
    std::vector<Tune> world_;
    WeightedChoice known_choice_;
    WeightedChoice world_choice_;
};

}  // namespace sparkify
