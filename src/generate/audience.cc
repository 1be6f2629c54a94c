#include "generate/audience.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace sparkify {

namespace {

constexpr std::uint64_t kNaturalPauseMs = 200'000;  // about the mean of a session
constexpr std::uint64_t kMostlyIdle = 4;            // a listener listens a quarter of the time
constexpr std::uint64_t kMillion = 1'000'000;
constexpr int kAttempts = 8;

/// With few listeners for many events, everyone has to hurry.
Pace pace_for(std::uint64_t events, std::uint64_t listeners, const Rhythm& rhythm) {
    const std::uint64_t listening = listeners * (rhythm.end_ms() - rhythm.begin_ms()) / kMostlyIdle;
    const std::uint64_t needed = std::max<std::uint64_t>(events * kNaturalPauseMs / kMillion, 1);
    return {std::min<std::uint64_t>(listening / needed, kMillion), rhythm.end_ms()};
}

}  // namespace

Audience::Audience(const std::vector<User>& users, const Repertoire& repertoire,
                   const Rhythm& rhythm, std::uint64_t events, Random random)
    : repertoire_(repertoire),
      rhythm_(rhythm),
      events_(events),
      random_(random.stream(0)),
      pace_(pace_for(events, users.size(), rhythm)),
      activity_(WeightedChoice::zipf(users.size(), 4)),
      now_ms_(rhythm.begin_ms()) {
    listeners_.reserve(users.size());
    for (const User& user : users) {
        listeners_.emplace_back(user, random.stream(1 + listeners_.size()));
    }
    for (std::size_t i = listeners_.size(); i > 1; --i) {
        std::swap(listeners_[i - 1], listeners_[random_.below(static_cast<std::uint32_t>(i))]);
    }
    plan_next_start();
}

LogRecord Audience::next() {
    begin_due_sessions();
    const auto [ts, who] = due_.top();
    due_.pop();
    now_ms_ = ts;
    Listener& listener = listeners_[who];
    const LogRecord record = listener.take_event(repertoire_, pace_);
    if (listener.in_session()) due_.emplace(listener.next_ts(), who);
    ++produced_;
    return record;
}

void Audience::begin_due_sessions() {
    while (due_.size() < listeners_.size() &&
           (due_.empty() || next_start_ms_ <= due_.top().first)) {
        if (planned_ == events_) return;
        begin_session();
    }
}

void Audience::begin_session() {
    now_ms_ = std::max(now_ms_, next_start_ms_);
    const std::size_t who = idle_listener();
    Listener& listener = listeners_[who];
    const std::uint32_t events = fitting(listener.wish());
    listener.begin_session(++sessions_, now_ms_, events);
    due_.emplace(listener.next_ts(), who);
    planned_ += events;
    plan_next_start();
}

std::size_t Audience::idle_listener() {
    std::size_t who = activity_.draw(random_);
    for (int attempt = 0; attempt < kAttempts && listeners_[who].in_session(); ++attempt) {
        who = activity_.draw(random_);
    }
    while (listeners_[who].in_session()) {
        who = (who + 1) % listeners_.size();
    }
    return who;
}

/// As many events as are wished, unless the time or the number of events runs out.
std::uint32_t Audience::fitting(std::uint32_t wish) const {
    const std::uint64_t wanted = events_ - planned_;
    const std::uint64_t last_start = rhythm_.moment(1, 1);
    if (now_ms_ >= last_start) {
        const std::uint64_t share = wanted / (listeners_.size() - due_.size());
        wish = static_cast<std::uint32_t>(
            std::clamp<std::uint64_t>(share, wish, std::numeric_limits<std::uint32_t>::max()));
    } else {
        const std::uint64_t pause =
            std::max<std::uint64_t>(pace_.per_million * kNaturalPauseMs / kMillion, 1);
        const std::uint64_t time = (pace_.end_ms - now_ms_) / pause;
        wish = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(time, 1, wish));
    }
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(wish, wanted));
}

void Audience::plan_next_start() {
    if (planned_ == events_) return;
    const std::uint64_t part = planned_ + random_.below(16);
    next_start_ms_ = rhythm_.moment(std::min(part, events_), events_);
}

}  // namespace sparkify
