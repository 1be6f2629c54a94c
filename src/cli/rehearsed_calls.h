#pragma once

#include <string>
#include <vector>

#include "aws/rehearsal.h"

namespace sparkify {

/// The calls that a command would have made, for `--dry-run`.
class RehearsedCalls final : public Rehearsal {
  public:
    void take(const PlannedCall& call) override { calls_.push_back(call); }

    /// Each with its parameters, a line each, for people. Policies are laid out.
    [[nodiscard]] std::string text() const;

    /// [{"call": "iam:CreateRole", "resource": "...", "parameters": {"RoleName": "..."}}]
    [[nodiscard]] std::string json() const;

  private:
    std::vector<PlannedCall> calls_;
};

}  // namespace sparkify
