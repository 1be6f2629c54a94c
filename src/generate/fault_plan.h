#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generate/fault.h"
#include "generate/odd_form.h"
#include "generate/random.h"

namespace sparkify {

/// Which bad records come before which good ones, and which good ones are written in an odd form.
/// A plan is asked about the good records of one type in order, each once.
class FaultPlan {
  public:
    /// The plan without any.
    FaultPlan() = default;

    /// Two rounds of all faults of the type, evenly spread over so many records; with fewer records
    /// than that, one before each of them. Of at least 1,000 log records one is too large.
    FaultPlan(RecordType type, std::uint64_t records, Random random);

    /// The bad record to plant before this good one, made from it; null for none. Valid until the
    /// plan is gone.
    const Fault* fault_before(std::uint64_t record);

    /// The odd form for the next good record, if it is to have one.
    std::optional<OddRecord> odd_form(std::string_view record);

  private:
    struct Planted {
        std::uint64_t before = 0;
        Fault fault;
    };

    RecordType type_ = RecordType::log;
    std::vector<Planted> planted_;
    std::size_t next_fault_ = 0;
    std::optional<Random> random_;
    std::size_t next_form_ = 0;
};

}  // namespace sparkify
