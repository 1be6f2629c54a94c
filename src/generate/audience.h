#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "generate/listener.h"
#include "generate/random.h"
#include "generate/repertoire.h"
#include "generate/rhythm.h"
#include "generate/user.h"
#include "generate/weighted_choice.h"

namespace sparkify {

/// All listeners together: a stream of events in time order, of exactly the number asked for.
///
/// Sessions begin in step with the rhythm: each knows in advance how many events it will have, so
/// the next one begins when the rhythm has come to the sum of those begun. Who begins it follows
/// Zipf's law. Memory grows with the listeners only.
class Audience {
  public:
    /// The users, the repertoire and the rhythm must outlive the audience. Without users there must
    /// be no events.
    Audience(const std::vector<User>& users, const Repertoire& repertoire, const Rhythm& rhythm,
             std::uint64_t events, Random random);

    [[nodiscard]] bool has_next() const { return produced_ < events_; }

    /// The next event; only while there is one. Its time is never before that of the one before.
    LogRecord next();

  private:
    using Due = std::pair<std::uint64_t, std::size_t>;  // when, and which listener

    void begin_due_sessions();
    void begin_session();
    std::size_t idle_listener();
    [[nodiscard]] std::uint32_t fitting(std::uint32_t wish) const;
    void plan_next_start();

    const Repertoire& repertoire_;
    const Rhythm& rhythm_;
    std::uint64_t events_;
    Random random_;
    Pace pace_;
    WeightedChoice activity_;
    std::vector<Listener> listeners_;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
    std::uint64_t planned_ = 0;   // events of the sessions begun
    std::uint64_t produced_ = 0;  // events made
    std::uint64_t sessions_ = 0;
    std::uint64_t now_ms_ = 0;
    std::uint64_t next_start_ms_ = 0;
};

}  // namespace sparkify
