#pragma once

#include <cstdint>

namespace sparkify {

/// Which engine the tables live in.
enum class Engine : std::uint8_t { duckdb, postgres, redshift };

}  // namespace sparkify
