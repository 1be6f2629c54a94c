#include "generate/listener.h"

#include <algorithm>

namespace sparkify {

namespace {

constexpr std::uint32_t kPaidFromTheStart = 220;
constexpr std::uint32_t kNeverPlays = 30;
constexpr std::uint32_t kBeginsLoggedOut = 80;
constexpr std::uint64_t kShortestPause = 2;

/// Log-uniform from 1 to 2^magnitudes - 1: most sessions are short, a few very long.
std::uint32_t session_size(std::uint32_t magnitudes, Random& random) {
    const std::uint32_t least = 1U << random.below(magnitudes);
    return least + random.below(least);
}

}  // namespace

Listener::Listener(const User& user, Random random) : user_(&user), random_(random) {
    standing_.paid = random_.chance(kPaidFromTheStart);
    standing_.plays = !random_.chance(kNeverPlays);
}

std::uint32_t Listener::wish() {
    if (!standing_.plays) return random_.between(1, 3);
    return session_size(standing_.paid ? 7 : 4, random_);
}

void Listener::begin_session(std::uint64_t session_id, std::uint64_t now_ms, std::uint32_t events) {
    session_id_ = session_id;
    item_ = 0;
    remaining_ = events;
    standing_.logged_in = !random_.chance(kBeginsLoggedOut);
    page_ = first_page(standing_, random_);
    ts_ = std::max(ts_, now_ms);
    wait(kShortestPause);
}

LogRecord Listener::take_event(const Repertoire& repertoire, const Pace& pace) {
    LogRecord record{user_, page_, standing_.logged_in, standing_.paid,
                     {},    item_, session_id_,         ts_};
    if (page_ == Page::next_song) record.play = repertoire.choose(random_);
    --remaining_;
    ++item_;
    if (remaining_ > 0) move_on(record.play.length / 100, pace);
    return record;
}

void Listener::move_on(std::uint32_t song_ms, const Pace& pace) {
    if (page_ == Page::login) standing_.logged_in = true;
    if (page_ == Page::logout) standing_.logged_in = false;
    if (page_ == Page::submit_upgrade) standing_.paid = true;
    if (page_ == Page::submit_downgrade) standing_.paid = false;
    const Page next = page_after(page_, standing_, random_);
    const bool listens_on = page_ == Page::next_song && next == Page::next_song;
    const std::uint64_t natural = listens_on ? song_ms : time_on(page_, next, random_);
    const std::uint64_t left = pace.end_ms > ts_ ? pace.end_ms - ts_ : 0;
    wait(std::min(natural * pace.per_million / 1'000'000, left / (remaining_ + 1)));
    page_ = next;
}

void Listener::wait(std::uint64_t pause_ms) {
    ts_ += std::max(pause_ms, kShortestPause);
    if (ts_ % 1000 == 0) ++ts_;
}

}  // namespace sparkify
