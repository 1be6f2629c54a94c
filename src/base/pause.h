#pragma once

#include <chrono>
#include <stop_token>

namespace sparkify {

/// Waits for that time, or until a stop is requested.
void pause_for(std::chrono::milliseconds time, const std::stop_token& stop);

/// Throws Error(interrupted) if one is requested.
void throw_if_stopped(const std::stop_token& stop);

}  // namespace sparkify
