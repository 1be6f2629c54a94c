#include "report/progress.h"

#include <algorithm>

namespace sparkify {
namespace {

double share_of(std::uint64_t part, std::uint64_t whole) noexcept {
    return std::min(static_cast<double>(part) / static_cast<double>(whole), 1.0);
}

}  // namespace

bool counts_bytes(const ProgressSnapshot& snapshot) noexcept {
    return snapshot.bytes_done > 0 || snapshot.bytes_total > 0;
}

double share_done(const ProgressSnapshot& snapshot) noexcept {
    if (snapshot.bytes_total > 0) return share_of(snapshot.bytes_done, snapshot.bytes_total);
    if (snapshot.total > 0) return share_of(snapshot.done, snapshot.total);
    return -1;
}

}  // namespace sparkify
