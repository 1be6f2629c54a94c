#pragma once

#include <cstdint>

#include "generate/log_record.h"
#include "generate/page.h"
#include "generate/random.h"
#include "generate/repertoire.h"
#include "generate/user.h"

namespace sparkify {

/// How fast listeners go from page to page.
struct Pace {
    std::uint64_t per_million = 1'000'000;  ///< share of a natural pause that they take
    std::uint64_t end_ms = 0;               ///< by when every session has to be over
};

/// A user of the service: a state machine that makes one event after the other. At most one session
/// at a time; the times of one listener's events rise strictly.
class Listener {
  public:
    /// The user must outlive the listener.
    Listener(const User& user, Random random);

    /// How many events a session is to have.
    [[nodiscard]] std::uint32_t wish();

    /// Begins a session of exactly so many events (at least one), not before `now_ms`.
    void begin_session(std::uint64_t session_id, std::uint64_t now_ms, std::uint32_t events);

    /// The event that is due, after which the listener moves on to the next.
    LogRecord take_event(const Repertoire& repertoire, const Pace& pace);

    [[nodiscard]] bool in_session() const { return remaining_ > 0; }

    /// When the next event is due. Never a whole second.
    [[nodiscard]] std::uint64_t next_ts() const { return ts_; }

  private:
    void move_on(std::uint32_t song_ms, const Pace& pace);
    void wait(std::uint64_t pause_ms);

    const User* user_;
    Random random_;
    Standing standing_;
    Page page_ = Page::home;
    std::uint64_t session_id_ = 0;
    std::uint64_t ts_ = 0;
    std::uint32_t item_ = 0;
    std::uint32_t remaining_ = 0;
};

}  // namespace sparkify
