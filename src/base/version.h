#pragma once

namespace sparkify {

/// The version of the program: "0.1.0".
[[nodiscard]] const char* program_version() noexcept;

}  // namespace sparkify
