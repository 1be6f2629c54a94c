#pragma once

#include <string>
#include <string_view>

#include "generate/random.h"

namespace sparkify {

/// The name of a song or an artist, as UTF-8.
struct Name {
    std::string text;
    /// Whether the song objects write it as a JSON number. The text is then a plain decimal.
    bool number = false;
};

/// A title or artist name put together from the vocabulary; one in some dozens is an awkward one.
Name invent_title(Random& random);
Name invent_artist(Random& random);

/// The text as it becomes when its UTF-8 bytes are taken for Latin-1 and encoded once more.
std::string double_encoded(std::string_view utf8);

}  // namespace sparkify
