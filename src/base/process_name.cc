#include "base/process_name.h"

#include <array>

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

namespace sparkify {
namespace {

std::string user_name() {
    const passwd* user = ::getpwuid(::geteuid());
    return user != nullptr ? user->pw_name : fmt::format("user {}", ::geteuid());
}

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "this machine";
}

}  // namespace

std::string this_process() {
    return fmt::format("process {} of {} on {}", ::getpid(), user_name(), host_name());
}

}  // namespace sparkify
