#include "generate/naming.h"

#include <fmt/format.h>

#include "generate/vocabulary.h"

namespace sparkify {

namespace {

std::string phrase(Random& random) {
    const std::string_view noun = random.pick(nouns());
    const std::string_view other = random.pick(nouns());
    const std::string_view adjective = random.pick(adjectives());
    const std::string_view verb = random.pick(verbs());
    switch (random.below(8)) {
        case 0:
            return fmt::format("{} {}", adjective, noun);
        case 1:
            return fmt::format("{} of the {}", noun, other);
        case 2:
            return fmt::format("{} the {}", verb, noun);
        case 3:
            return fmt::format("{} My {} {}", verb, adjective, noun);
        case 4:
            return fmt::format("The {} {}", adjective, noun);
        case 5:
            return fmt::format("Don't {} Your {}", verb, noun);
        case 6:
            return fmt::format("{} And {}", noun, other);
        default:
            return std::string{noun};
    }
}

std::string person(Random& random) {
    const std::string_view first = random.pick(random.chance(500) ? female_names() : male_names());
    return fmt::format("{} {}", first, random.pick(last_names()));
}

std::string band(Random& random) {
    const std::string_view noun = random.pick(nouns());
    const std::string_view adjective = random.pick(adjectives());
    std::string leader = person(random);
    switch (random.below(6)) {
        case 0:
            return fmt::format("The {} {}s", adjective, noun);
        case 1:
            return fmt::format("{} {}", noun, random.pick(nouns()));
        case 2:
            return fmt::format("DJ {} {}", adjective, noun);
        case 3:
            return fmt::format("{} & The {}s", leader, noun);
        case 4:
            return fmt::format("{} / {}", leader, person(random));
        default:
            return leader;
    }
}

/// An awkward name of a list, now and then double-encoded as some names of the real data are.
std::string awkward(Random& random, std::span<const std::string_view> names) {
    const std::string_view name = random.pick(names);
    return random.chance(300) ? double_encoded(name) : std::string{name};
}

}  // namespace

Name invent_title(Random& random) {
    if (random.chance(10)) return {std::string{random.pick(number_titles())}, true};
    if (random.chance(30)) return {awkward(random, awkward_titles())};
    std::string title = phrase(random);
    if (random.chance(350)) title += random.pick(title_endings());
    return {std::move(title)};
}

Name invent_artist(Random& random) {
    if (random.chance(6)) return {std::string{random.pick(number_artists())}, true};
    if (random.chance(40)) return {awkward(random, awkward_artists())};
    return {band(random)};
}

std::string double_encoded(std::string_view utf8) {
    std::string out;
    for (const char byte : utf8) {
        const auto value = static_cast<unsigned char>(byte);
        if (value < 0x80) {
            out += byte;
        } else {
            out += static_cast<char>(0xc0U | (value >> 6));
            out += static_cast<char>(0x80U | (value & 0x3fU));
        }
    }
    return out;
}

}  // namespace sparkify
