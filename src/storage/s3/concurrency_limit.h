#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace sparkify {

/// How many requests to have in flight: as many as make the whole faster, which depends on the
/// latency, the sizes of the objects, the network and the machine.
///
/// It begins with a few and doubles them round by round as long as that brings more per second.
/// When the store throttles, it halves them, and afterwards adds a few each round; and since a
/// store may be fast in refusing, nothing at all is to be sent for a while. Not thread-safe.
class ConcurrencyLimit {
  public:
    using Time = std::chrono::steady_clock::time_point;

    /// `fixed`: as many as a user asked for; only throttling makes it fewer.
    explicit ConcurrencyLimit(std::optional<unsigned> fixed);

    [[nodiscard]] unsigned limit() const noexcept { return limit_; }

    /// Until when nothing is to be sent.
    [[nodiscard]] Time paused_until() const noexcept { return paused_until_; }

    /// A request has brought `bytes`; `busy` says whether as many were in flight as allowed
    /// (otherwise a round says nothing about the limit).
    void succeeded(Time now, std::uint64_t bytes, bool busy);

    /// How many times in a row the store throttled, pauses between them included; 0 since a request
    /// succeeded.
    [[nodiscard]] unsigned refusals() const noexcept { return refusals_; }

    /// The store asked for fewer requests. Unless there is a pause already, there is to be one.
    void throttled(Time now, std::chrono::milliseconds pause);

  private:
    void begin_round(Time now);
    void end_round(double per_second);

    unsigned most_;
    unsigned limit_;
    bool doubling_;
    bool recovering_ = false;  ///< from being throttled
    double best_per_second_ = 0;

    Time round_begin_{};
    bool round_is_busy_ = true;
    std::uint64_t round_requests_ = 0;
    std::uint64_t round_worth_ = 0;
    Time last_decrease_{};
    unsigned refusals_ = 0;
    Time paused_until_{};
};

}  // namespace sparkify
