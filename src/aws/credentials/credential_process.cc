#include "aws/credentials/credential_process.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <sys/wait.h>

#include "aws/credentials/json_credentials.h"
#include "base/error.h"

namespace sparkify {
namespace {

constexpr std::size_t kMaxOutput = std::size_t{64} << 10;

[[noreturn]] void fail(const std::string& profile, std::string reason) {
    throw Error(ErrorCode::configuration,
                {"the credential_process gave no credentials", fmt::format("profile {}", profile),
                 std::move(reason), "run its command by hand"});
}

}  // namespace

Credentials run_credential_process(const std::string& command, const std::string& profile) {
    std::FILE* pipe = ::popen(command.c_str(), "re");
    if (pipe == nullptr) fail(profile, std::strerror(errno));
    std::string output;
    std::array<char, 4096> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
        if (output.size() < kMaxOutput) output.append(buffer.data(), count);
    const int status = ::pclose(pipe);
    if (status != 0)
        fail(profile, WIFEXITED(status)
                          ? fmt::format("it ended with status {}", WEXITSTATUS(status))
                          : "it was killed");
    return credentials_in_json(output,
                               fmt::format("the credential_process of profile {}", profile));
}

}  // namespace sparkify
