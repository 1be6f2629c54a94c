#include "generate/fault_plan.h"

#include <algorithm>

namespace sparkify {

namespace {

constexpr std::size_t kRounds = 2;
constexpr std::uint32_t kOddPerMille = 80;
constexpr std::uint64_t kRoomForTooLarge = 1000;

std::vector<Fault> all_faults(RecordType type, std::uint64_t records) {
    std::vector<Fault> all;
    for (std::size_t round = 0; round < kRounds; ++round) {
        for (Fault& fault : faults_of(type)) {
            all.push_back(std::move(fault));
        }
    }
    const bool room = type == RecordType::log && records >= kRoomForTooLarge;
    if (room) all.push_back(record_too_large(type));
    if (all.size() > records) all.resize(records);
    return all;
}

}  // namespace

FaultPlan::FaultPlan(RecordType type, std::uint64_t records, Random random)
    : type_(type), random_(random.stream(0)) {
    std::vector<Fault> faults = all_faults(type, records);
    const std::uint64_t stride = faults.empty() ? 0 : records / faults.size();
    const auto slack = static_cast<std::uint32_t>(std::min<std::uint64_t>(stride, 1'000'000'000));
    for (Fault& fault : faults) {
        const std::uint64_t before = planted_.size() * stride + random.below(slack);
        planted_.push_back({before, std::move(fault)});
    }
}

const Fault* FaultPlan::fault_before(std::uint64_t record) {
    if (next_fault_ == planted_.size() || planted_[next_fault_].before != record) return nullptr;
    return &planted_[next_fault_++].fault;
}

std::optional<OddRecord> FaultPlan::odd_form(std::string_view record) {
    if (!random_ || !random_->chance(kOddPerMille)) return std::nullopt;
    const std::size_t form = next_form_++ % odd_form_count();
    return in_odd_form(record, form, type_);
}

}  // namespace sparkify
