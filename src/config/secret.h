#pragma once

#include <string>
#include <utility>

namespace sparkify {

/// A text that must not be shown: a password, a secret key, a token. There is no way to print or
/// format one; whoever has to pass it on says reveal().
class Secret {
  public:
    Secret() = default;
    explicit Secret(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& reveal() const noexcept { return text_; }
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

    friend bool operator==(const Secret&, const Secret&) = default;

  private:
    std::string text_;
};

}  // namespace sparkify
