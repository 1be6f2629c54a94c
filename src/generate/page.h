#pragma once

#include <cstdint>
#include <string_view>

#include "generate/random.h"

namespace sparkify {

/// The pages of the service.
enum class Page : std::uint8_t {
    home,
    next_song,
    login,
    logout,
    help,
    about,
    settings,
    save_settings,
    upgrade,
    submit_upgrade,
    downgrade,
    submit_downgrade,
    error,
};

/// What the log says about a page.
struct PageFacts {
    std::string_view name;
    std::string_view method;
    std::string_view status;
};

PageFacts facts(Page page);

/// What a listener is when choosing the next page.
struct Standing {
    bool logged_in = true;
    bool paid = false;
    bool plays = true;  ///< false for those who look around but never play a song
};

/// The page after this one, with about the shares of the real data.
Page page_after(Page page, Standing standing, Random& random);

/// The page a session begins with.
Page first_page(Standing standing, Random& random);

/// Milliseconds until the next page; for next_song that is the song's length, which the caller
/// knows.
std::uint32_t time_on(Page page, Page next, Random& random);

}  // namespace sparkify
