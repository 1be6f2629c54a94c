#include "generate/user.h"

#include <string_view>

#include <fmt/format.h>

#include "generate/json_text.h"
#include "generate/naming.h"
#include "generate/vocabulary.h"

namespace sparkify {

namespace {

constexpr std::uint32_t kTwoMonthsInSeconds = 60 * 86'400;
constexpr std::uint64_t kMilliseconds = 796;  // of every registration in the real data

std::string json(std::string_view text) {
    return json_string(text, JsonSpelling::log);
}

User invent_user(std::uint32_t id, std::uint64_t begin_ms, Random& random) {
    const bool female = random.chance(550);
    const std::string_view first = random.pick(female ? female_names() : male_names());
    const std::string_view last = random.pick(last_names());
    const std::uint64_t ago = std::uint64_t{random.between(1, kTwoMonthsInSeconds)} * 1000;
    User user;
    user.user_id = fmt::format("\"{}\"", id);
    user.first_name = json(first);
    user.last_name = json(random.chance(30) ? double_encoded(last) : last);
    user.gender = female ? "\"F\"" : "\"M\"";
    user.location = json(random.pick(metro_areas()));
    user.registration = fmt::format("{}.0", begin_ms - ago + kMilliseconds);
    user.user_agent = json(random.pick(user_agents()));
    return user;
}

}  // namespace

std::vector<User> invent_users(std::uint32_t count, std::uint64_t begin_ms, Random random) {
    std::vector<User> users;
    users.reserve(count);
    for (std::uint32_t id = 1; id <= count; ++id) {
        users.push_back(invent_user(id, begin_ms, random));
    }
    return users;
}

}  // namespace sparkify
