#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "generate/naming.h"
#include "generate/random.h"

namespace sparkify {

/// A point in hundred-thousandths of a degree.
struct Coordinates {
    std::int64_t latitude = 0;
    std::int64_t longitude = 0;
};

/// One song record. Records of one artist may contradict each other in all but the artist_id.
struct Song {
    std::string song_id;    ///< SO and 16 upper-case letters and digits, unique
    std::string track_id;   ///< TR and 16 of them, unique; the 3rd to 5th character name the folder
    std::string artist_id;  ///< AR and 16 of them
    Name artist_name;
    std::string location;  ///< may be empty
    std::optional<Coordinates> coordinates;
    Name title;
    /// Hundred-thousandths of a second, always even: an odd duration is in no catalogue.
    std::uint32_t duration = 0;
    std::uint32_t year = 0;  ///< 0 for many
};

/// Invents song records: some artists have many songs, a few contradict themselves, a few
/// recordings come twice under two song ids, and some names are numbers, awkward or double-encoded.
std::vector<Song> invent_catalogue(std::uint32_t songs, Random random);

/// A believable duration in hundred-thousandths of a second, always even.
std::uint32_t invent_duration(Random& random);

}  // namespace sparkify
