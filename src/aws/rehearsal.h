#pragma once

#include "aws/service_call.h"

namespace sparkify {

/// Takes note of the calls that would change something, instead of AWS. Used by one thread.
class Rehearsal {
  public:
    Rehearsal() = default;
    Rehearsal(const Rehearsal&) = delete;
    Rehearsal& operator=(const Rehearsal&) = delete;
    virtual ~Rehearsal() = default;

    virtual void take(const PlannedCall& call) = 0;
};

}  // namespace sparkify
