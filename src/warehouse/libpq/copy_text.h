#pragma once

#include <string>
#include <vector>

#include "base/value.h"

namespace sparkify {

/// A row in the text form of COPY (PostgreSQL's manual, "COPY", "Text Format"), with its newline.
[[nodiscard]] std::string copy_text_of(const std::vector<Value>& row);

}  // namespace sparkify
