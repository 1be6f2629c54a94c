#pragma once

#include <cstddef>

namespace sparkify {

/// Redshift: a row, and a JSON object, has at most 4 MB ("COPY from JSON format", usage notes).
inline constexpr std::size_t kMaxRecordBytes = std::size_t{4} << 20;

// The reasons of rejects that are given in more than one place.
inline constexpr const char* kRecordTooLarge = "the record is larger than 4 MB";
inline constexpr const char* kRecordNotClosed =
    "the record is not closed before the end of the object";
inline constexpr const char* kOuterArray =
    "an outer array; records have to follow one another without [ ] and commas around them";

}  // namespace sparkify
