#pragma once

#include <cstdint>
#include <string>

namespace sparkify {

/// A record that could not be loaded.
struct Reject {
    std::string object{};    ///< key of the object that holds it
    std::uint64_t line = 0;  ///< line on which the record begins, from 1
    std::string column{};    ///< staging column at fault; empty if the record is no JSON at all
    /// The value at fault as it stands in the object, a text without its quotation marks, cut to
    /// kRejectValueBytes.
    std::string value{};
    std::string reason{};
    std::string record{};  ///< the record as it stands in the object, cut to kRejectRecordBytes
    bool record_cut = false;
};

inline constexpr std::size_t kRejectValueBytes = 256;
inline constexpr std::size_t kRejectRecordBytes = 65'535;

}  // namespace sparkify
