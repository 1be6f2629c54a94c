#include "cli/confirmation.h"

#include <cstdio>
#include <iostream>

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include "base/error.h"
#include "base/letter_case.h"
#include "base/pause.h"

namespace sparkify {

bool user_agrees(const std::string& question, const std::stop_token& stop) {
    std::fputs(fmt::format("{} [y/N] ", question).c_str(), stderr);
    constexpr int kMilliseconds = 50;
    pollfd input{STDIN_FILENO, POLLIN, 0};
    while (::poll(&input, 1, kMilliseconds) <= 0)
        throw_if_stopped(stop);
    std::string answer;
    std::getline(std::cin, answer);
    return equal_without_case(answer, "y") || equal_without_case(answer, "yes");
}

void require_user(const Session& session, const std::string& what, const std::string& place,
                  const std::string& reason, const std::string& next_step) {
    if (session.json() || ::isatty(STDIN_FILENO) == 0)
        throw Error(ErrorCode::usage, {what, place, reason, next_step});
}

}  // namespace sparkify
