#pragma once

#include <string>

#include "config/settings.h"

namespace sparkify {

/// Says that others can read a dwh.cfg that holds a password or a secret key; empty if it holds
/// none, or if they cannot.
[[nodiscard]] std::string warning_of_open_secrets(const Settings& settings);

}  // namespace sparkify
