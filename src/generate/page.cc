#include "generate/page.h"

#include <array>
#include <cstddef>
#include <initializer_list>

namespace sparkify {

namespace {

struct Step {
    Page page;
    std::uint32_t per_mille;
};

constexpr auto kFacts = std::to_array<PageFacts>({
    {"Home", "GET", "200"},
    {"NextSong", "PUT", "200"},
    {"Login", "PUT", "307"},
    {"Logout", "PUT", "307"},
    {"Help", "GET", "200"},
    {"About", "GET", "200"},
    {"Settings", "GET", "200"},
    {"Save Settings", "PUT", "307"},
    {"Upgrade", "GET", "200"},
    {"Submit Upgrade", "PUT", "307"},
    {"Downgrade", "GET", "200"},
    {"Submit Downgrade", "PUT", "307"},
    {"Error", "GET", "404"},
});

/// Takes the step the lot falls on, or the last page if it falls on none.
Page stepped(std::initializer_list<Step> steps, Page last, Random& random) {
    std::uint32_t lot = random.below(1000);
    for (const Step& step : steps) {
        if (lot < step.per_mille) return step.page;
        lot -= step.per_mille;
    }
    return last;
}

Page page_when_logged_out(Page page, Random& random) {
    if (page == Page::logout) return Page::home;
    return stepped({{Page::about, 70}, {Page::help, 40}, {Page::home, 140}}, Page::login, random);
}

Page page_when_logged_in(Page page, Random& random) {
    switch (page) {
        case Page::next_song:
            return stepped({{Page::home, 23},
                            {Page::logout, 13},
                            {Page::upgrade, 10},
                            {Page::settings, 6},
                            {Page::help, 5},
                            {Page::about, 3},
                            {Page::error, 2}},
                           Page::next_song, random);
        case Page::settings:
            return stepped({{Page::save_settings, 190}, {Page::home, 120}, {Page::logout, 60}},
                           Page::next_song, random);
        case Page::upgrade:
            return stepped({{Page::submit_upgrade, 180}, {Page::home, 300}}, Page::next_song,
                           random);
        case Page::help:
        case Page::about:
        case Page::error:
            return stepped({{Page::home, 250}}, Page::next_song, random);
        case Page::home:
            return stepped({{Page::home, 40},
                            {Page::settings, 35},
                            {Page::about, 25},
                            {Page::logout, 20},
                            {Page::upgrade, 15},
                            {Page::help, 12}},
                           Page::next_song, random);
        default:
            return Page::home;
    }
}

/// The way back of those who have upgraded already.
Page adapted(Page page, Standing standing) {
    if (page == Page::next_song && !standing.plays) return Page::help;
    if (!standing.paid) return page;
    if (page == Page::upgrade) return Page::downgrade;
    return page == Page::submit_upgrade ? Page::submit_downgrade : page;
}

}  // namespace

PageFacts facts(Page page) {
    return kFacts[static_cast<std::size_t>(page)];
}

Page page_after(Page page, Standing standing, Random& random) {
    if (!standing.logged_in) return page_when_logged_out(page, random);
    const Page asked = page == Page::downgrade ? Page::upgrade : page;
    return adapted(page_when_logged_in(asked, random), standing);
}

Page first_page(Standing standing, Random& random) {
    if (!standing.logged_in) return random.chance(400) ? Page::login : Page::home;
    return adapted(random.chance(500) ? Page::home : Page::next_song, standing);
}

std::uint32_t time_on(Page page, Page next, Random& random) {
    if (facts(next).status == "307") return 1000;
    return page == Page::home ? random.between(1'000, 60'000) : random.between(3'000, 120'000);
}

}  // namespace sparkify
