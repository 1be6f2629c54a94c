#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "generate/random.h"

namespace sparkify {

/// An account, its attributes as the JSON values of log records.
struct User {
    std::string user_id;
    std::string first_name;
    std::string last_name;
    std::string gender;
    std::string location;
    std::string registration;
    std::string user_agent;
};

/// Users with the ids 1 to `count`, all registered within the two months before `begin_ms`, epoch
/// milliseconds.
std::vector<User> invent_users(std::uint32_t count, std::uint64_t begin_ms, Random random);

}  // namespace sparkify
