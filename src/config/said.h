#pragma once

#include <string>

namespace sparkify {

/// The value of a setting, and who said it ("dwh.cfg, line 3, [DWH] DWH_PORT"); both empty if
/// nobody did.
struct Said {
    std::string value;
    std::string source;
};

}  // namespace sparkify
