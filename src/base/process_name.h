#pragma once

#include <string>

namespace sparkify {

/// "process 4711 of me on host": what others are told of who holds something.
[[nodiscard]] std::string this_process();

}  // namespace sparkify
