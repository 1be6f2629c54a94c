#pragma once

#include <string>

namespace sparkify {

/// Is told what was found about a warehouse, one step after another. What goes wrong in a step is
/// thrown as Error by who looks.
class Examination {
  public:
    Examination() = default;
    Examination(const Examination&) = delete;
    Examination& operator=(const Examination&) = delete;
    virtual ~Examination() = default;

    /// What is looked at next: "encryption".
    virtual void look_at(const std::string& subject) = 0;

    /// What was found there; `doubt`: why it may not be what is meant, and what to do about it.
    virtual void find(const std::string& text, const std::string& doubt) = 0;

    /// What this step is kept waiting by. Is told at once.
    virtual void wait_because(const std::string& reason) = 0;
};

}  // namespace sparkify
