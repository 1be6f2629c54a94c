#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <utility>

namespace sparkify {

/// The memory that bytes may take between the network and the parsers. One thread takes, any give
/// back.
class ByteBudget {
  public:
    /// `freed` is called, on the thread that gives back, when the taker may try again after it was
    /// refused.
    ByteBudget(std::uint64_t bytes, std::function<void()> freed)
        : bytes_(bytes), freed_(std::move(freed)) {}

    /// Whether so many bytes were free, and are taken now. `in_any_case` takes them even if not,
    /// which is for who could not go on otherwise.
    [[nodiscard]] bool take(std::uint64_t bytes, bool in_any_case) {
        // Marked first, so that what is given back from now on is not missed.
        refused_ = true;
        if (!in_any_case && taken_ > 0 && taken_ + bytes > bytes_) return false;
        refused_ = false;
        taken_ += bytes;
        return true;
    }

    void give_back(std::uint64_t bytes) {
        if (bytes == 0) return;  // nothing has changed for who was refused
        taken_ -= bytes;
        if (refused_.exchange(false)) freed_();
    }

    [[nodiscard]] std::uint64_t taken() const noexcept { return taken_; }

  private:
    std::uint64_t bytes_;
    std::function<void()> freed_;
    std::atomic<std::uint64_t> taken_ = 0;
    std::atomic<bool> refused_ = false;
};

}  // namespace sparkify
