#include "generate/vocabulary.h"

#include <array>

namespace sparkify {

namespace {

using Words = std::string_view;

constexpr auto kAdjectives = std::to_array<Words>({
    "Amber",   "Bitter",   "Broken",   "Burning", "Careless", "Copper",   "Crooked",   "Distant",
    "Drowsy",  "Electric", "Empty",    "Faded",   "Feral",    "Foreign",  "Frozen",    "Gentle",
    "Golden",  "Hollow",   "Humble",   "Idle",    "Ivory",    "Late",     "Lonesome",  "Lucky",
    "Marble",  "Midnight", "Modest",   "Neon",    "Noisy",    "Northern", "Paper",     "Patient",
    "Plastic", "Quiet",    "Restless", "Rusty",   "Salty",    "Scarlet",  "Second",    "Silver",
    "Sleepy",  "Southern", "Stolen",   "Sudden",  "Tender",   "Velvet",   "Wandering", "Wooden",
});

constexpr auto kNouns = std::to_array<Words>({
    "Almanac",   "Anchor",    "Antenna",   "Arcade",     "Ashtray",   "Attic",     "Balcony",
    "Ballroom",  "Beacon",    "Bicycle",   "Blanket",    "Boulevard", "Bridge",    "Cabin",
    "Candle",    "Carousel",  "Cathedral", "Chimney",    "Cinema",    "Compass",   "Corridor",
    "Curtain",   "Dandelion", "Diary",     "Drawbridge", "Echo",      "Elevator",  "Engine",
    "Falcon",    "Ferry",     "Fountain",  "Garden",     "Glacier",   "Gravel",    "Harbor",
    "Harvest",   "Heron",     "Horizon",   "Hotel",      "Island",    "Junction",  "Kettle",
    "Ladder",    "Lantern",   "Letter",    "Lighthouse", "Machine",   "Magnet",    "Meadow",
    "Mirror",    "Monsoon",   "Mountain",  "Needle",     "Notebook",  "Orchard",   "Otter",
    "Parade",    "Pavement",  "Pendulum",  "Pilot",      "Platform",  "Porcelain", "Postcard",
    "Prairie",   "Quarry",    "Radio",     "Railway",    "Raincoat",  "Reservoir", "Ribbon",
    "River",     "Rooftop",   "Satellite", "Season",     "Shadow",    "Shelter",   "Signal",
    "Snowfall",  "Staircase", "Station",   "Suitcase",   "Sundial",   "Teacup",    "Telescope",
    "Thunder",   "Ticket",    "Tunnel",    "Umbrella",   "Valley",    "Violin",    "Voyage",
    "Waterfall", "Whisper",   "Willow",    "Window",     "Zeppelin",
});

constexpr auto kVerbs = std::to_array<Words>({
    "Answer", "Borrow", "Carry", "Chase",  "Color",    "Count",  "Cross",  "Follow",
    "Forget", "Hide",   "Hold",  "Ignore", "Invent",   "Keep",   "Leave",  "Measure",
    "Mend",   "Miss",   "Paint", "Reach",  "Remember", "Repeat", "Return", "Shake",
    "Spell",  "Steal",  "Tame",  "Trust",  "Unlock",   "Wake",   "Watch",  "Wear",
});

constexpr auto kTitleEndings = std::to_array<Words>({
    " (Album Version)",
    " (LP Version)",
    " (Live)",
    " (Acoustic)",
    " [Extended Mix]",
    " (Remastered)",
    " - Demo",
    " (Instrumental)",
    " Pt. 2",
    " (Feat. Ina Vale)",
});

constexpr auto kAwkwardTitles = std::to_array<Words>({
    "She Said \"Later\"", "\"Quotation Marks\"",      "C:\\Songs\\Untitled", "Back\\Slash",
    "Salt & Paper",       "Either/Or/Neither",        "Grüße aus Köln",      "Überall Schnee",
    "Ça va, l'été?",      "Señales de Humo",          "Žluté světlo",        "Tåg till Malmö",
    "夜の電車",           "Вечерний трамвай",         "Ain't It 'Bout Time", "100% Wool, 0% Regret",
    "<Untitled>",         "Smile \U0001F3B5 Again",   "Tab\tStop",           "Ελαφρύ Κύμα",
    "Bell (\u266b Edit)", "Fish & \"Chips\" \\ Peas", "Line One\nLine Two",  "naïve café",
});

constexpr auto kAwkwardArtists = std::to_array<Words>({
    "Nils \"Otter\" Brandt",
    "Königsblau",
    "Señor Niebla",
    "The Slash/Dot Quartet",
    "Back\\Beat",
    "Mösebjörn & The Umläuts",
    "Café Années",
    "Ólavur Tindr",
    "Salt & Vinegar & Sons",
    "Ärger im Süden",
    "D'Arcy O'Fallow",
    "Les Élèves Perdus",
    "Żółty Parasol",
    "\U0001F98A Foxglove",
    "Ñandú Sur",
    "!Bang?",
    "Plus+Minus",
    "François \"Fa\" Dièse",
    "静かな海",
    "R&B&D",
});

constexpr auto kNumberTitles =
    std::to_array<Words>({"1984", "7", "42", "4.6", "2046", "365", "88", "10000", "0.5", "13"});
constexpr auto kNumberArtists = std::to_array<Words>({"808", "404", "1312", "90.5", "23"});

constexpr auto kPlaces = std::to_array<Place>({
    {"Nashville, TN", 3616, -8678},
    {"Austin, TX", 3027, -9774},
    {"Berlin, Germany", 5252, 1340},
    {"Hamburg, Germany", 5355, 999},
    {"London, England", 5151, -13},
    {"Glasgow, Scotland", 5586, -425},
    {"Dublin, Ireland", 5335, -626},
    {"Montréal, Québec", 4550, -7357},
    {"Toronto, Ontario, Canada", 4365, -7938},
    {"Stockholm, Sweden", 5933, 1807},
    {"Malmö, Sweden", 5560, 1300},
    {"Paris, France", 4886, 235},
    {"Lyon, France", 4576, 484},
    {"São Paulo, Brazil", -2355, -4663},
    {"Bogotá, Colombia", 471, -7407},
    {"Tokyo, Japan", 3568, 13969},
    {"Melbourne, Australia", -3781, 14496},
    {"Auckland, NZ", -3685, 17476},
    {"Brooklyn, NY", 4068, -7394},
    {"Queens", 4073, -7379},
    {"Detroit, MI", 4233, -8305},
    {"California - LA", 3405, -11824},
    {"Seattle, WA", 4761, -12233},
    {"Wien, Österreich", 4821, 1637},
    {"Reykjavík, Iceland", 6415, -2194},
    {"Lagos, Nigeria", 652, 338},
    {"Accra", 560, -19},
    {"Kingston, Jamaica", 1797, -7679},
});

constexpr auto kFemaleNames = std::to_array<Words>({
    "Ada",   "Beatrix", "Carmen", "Delia", "Edith", "Fiona",  "Greta", "Hazel",  "Ines",   "Joan",
    "Katja", "Lorna",   "Mabel",  "Nadia", "Odile", "Petra",  "Renée", "Sabine", "Thelma", "Ursula",
    "Vera",  "Wilma",   "Yara",   "Zelda", "Agnès", "Birgit", "Cleo",  "Dorit",  "Elke",   "Frieda",
});

constexpr auto kMaleNames = std::to_array<Words>({
    "Albert",  "Bruno",  "Conrad", "Dexter", "Emil",    "Felix",  "Gustav",  "Hector",
    "Igor",    "Jasper", "Kurt",   "Leif",   "Milo",    "Ned",    "Otto",    "Piet",
    "Quentin", "Ralph",  "Stefan", "Tobias", "Umberto", "Viktor", "Wendell", "Xaver",
    "Yusuf",   "Zeno",   "André",  "Boris",  "Cyril",   "Jörg",
});

constexpr auto kLastNames = std::to_array<Words>({
    "Abernathy",  "Bergström", "Castellano", "Dunmore",   "Eastwick",  "Fairbanks",   "Grünwald",
    "Holloway",   "Ibsen",     "Jankowski",  "Kilbride",  "Lindqvist", "Marlowe",     "Novotny",
    "O'Grady",    "Pemberton", "Quimby",     "Radcliffe", "Sandoval",  "Thistle",     "Umber",
    "Vandermeer", "Whitlock",  "Yarrow",     "Zamora",    "Ashby",     "Bellweather", "Crane",
    "Delacroix",  "Ellery",    "Fontaine",   "Goodwyn",   "Hargrove",  "Ivers",       "Jessop",
    "Kessler",    "Lockhart",  "Moriarty",   "Núñez",     "Oakes",     "Pryor",       "Rowntree",
});

constexpr auto kMetroAreas = std::to_array<Words>({
    "Boise City, ID",
    "Spokane-Spokane Valley, WA",
    "Madison, WI",
    "Knoxville, TN",
    "Buffalo-Cheektowaga-Niagara Falls, NY",
    "Omaha-Council Bluffs, NE-IA",
    "Tucson, AZ",
    "Minneapolis-St. Paul-Bloomington, MN-WI",
    "Denver-Aurora-Lakewood, CO",
    "Pittsburgh, PA",
    "Cincinnati, OH-KY-IN",
    "Louisville/Jefferson County, KY-IN",
    "Albuquerque, NM",
    "Rochester, NY",
    "Fresno, CA",
    "Kansas City, MO-KS",
    "Memphis, TN-MS-AR",
    "Richmond, VA",
    "Tulsa, OK",
    "Honolulu, HI",
    "Grand Rapids-Wyoming, MI",
    "Bakersfield, CA",
    "Providence-Warwick, RI-MA",
    "Des Moines-West Des Moines, IA",
    "Mayagüez, PR",
    "Cañon City, CO",
    "Winston-Salem, NC",
    "St. Louis, MO-IL",
    "Baton Rouge, LA",
    "Charleston-North Charleston, SC",
});

constexpr auto kUserAgents = std::to_array<Words>({
    R"("Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/38.0.2125.44 Safari/537.36")",
    R"("Mozilla/5.0 (Windows NT 6.3; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/38.0.2125.58 Safari/537.36")",
    R"("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0.3538.12 Safari/537.36")",
    R"("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_9_5) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/38.0.2125.44 Safari/537.36")",
    R"("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_9_5) AppleWebKit/537.78.9 (KHTML, like Gecko) Version/7.1 Safari/537.78.9")",
    R"("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_10_1) AppleWebKit/600.1.9 (KHTML, like Gecko) Version/8.0 Safari/600.1.9")",
    R"("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/38.0.2125.58 Safari/537.36")",
    R"("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Ubuntu Chromium/38.0.2125.58 Chrome/38.0.2125.58 Safari/537.36")",
    R"("Mozilla/5.0 (iPhone; CPU iPhone OS 8_0_1 like Mac OS X) AppleWebKit/600.1.9 (KHTML, like Gecko) Version/8.0 Mobile/12A400 Safari/600.1.9")",
    R"("Mozilla/5.0 (iPad; CPU OS 7_1_3 like Mac OS X) AppleWebKit/537.51.9 (KHTML, like Gecko) Version/7.0 Mobile/11D260 Safari/9537.53")",
    R"("Mozilla/5.0 (Linux; Android 4.4.5; Meadow 5) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/38.0.2125.58 Mobile Safari/537.36")",
    "Mozilla/5.0 (Windows NT 6.1; WOW64; rv:33.0) Gecko/20100101 Firefox/33.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.10; rv:33.0) Gecko/20100101 Firefox/33.0",
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:33.0) Gecko/20100101 Firefox/33.0",
    "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.1; WOW64; Trident/6.0; SLCC2)",
});

}  // namespace

std::span<const std::string_view> adjectives() {
    return kAdjectives;
}
std::span<const std::string_view> nouns() {
    return kNouns;
}
std::span<const std::string_view> verbs() {
    return kVerbs;
}
std::span<const std::string_view> title_endings() {
    return kTitleEndings;
}
std::span<const std::string_view> awkward_titles() {
    return kAwkwardTitles;
}
std::span<const std::string_view> awkward_artists() {
    return kAwkwardArtists;
}
std::span<const std::string_view> number_titles() {
    return kNumberTitles;
}
std::span<const std::string_view> number_artists() {
    return kNumberArtists;
}
std::span<const Place> places() {
    return kPlaces;
}
std::span<const std::string_view> female_names() {
    return kFemaleNames;
}
std::span<const std::string_view> male_names() {
    return kMaleNames;
}
std::span<const std::string_view> last_names() {
    return kLastNames;
}
std::span<const std::string_view> metro_areas() {
    return kMetroAreas;
}
std::span<const std::string_view> user_agents() {
    return kUserAgents;
}

}  // namespace sparkify
