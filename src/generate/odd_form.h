#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "generate/members.h"

namespace sparkify {

/// A record in an unusual but correct form, and what stands between it and the record before it.
struct OddRecord {
    std::string_view separator = "\n";
    std::string text;
};

/// How many forms there are.
std::size_t odd_form_count();

/// The record in form `number`, which must be below odd_form_count(). Staged, it makes the same row
/// as the plain record. Its first character is '{'.
OddRecord in_odd_form(std::string_view record, std::size_t number, RecordType type);

}  // namespace sparkify
