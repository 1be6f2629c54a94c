#include "aws/credentials/credential_process.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "aws/credentials/json_credentials.h"
#include "base/error.h"
#include "base/pause.h"

namespace sparkify {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kMaxOutput = std::size_t{64} << 10;
constexpr std::chrono::seconds kMostTime{60};
constexpr int kTickMilliseconds = 100;

[[noreturn]] void fail(const std::string& profile, std::string reason) {
    throw Error(ErrorCode::configuration,
                {"the credential_process gave no credentials", fmt::format("profile {}", profile),
                 std::move(reason), "run its command by hand"});
}

/// A shell that runs a command in a group of its own, so that all of it can be ended.
class Shell {
  public:
    Shell(const std::string& command, const std::string& profile) {
        std::array<int, 2> pipe{};
        if (::pipe2(pipe.data(), O_CLOEXEC) != 0) fail(profile, std::strerror(errno));
        output_ = pipe[0];
        const int error = spawn(command, pipe[1]);
        ::close(pipe[1]);
        if (error != 0) {
            ::close(output_);
            fail(profile, std::strerror(error));
        }
    }
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;
    ~Shell() {
        ::close(output_);
        if (running_) {
            ::kill(-process_, SIGKILL);
            static_cast<void>(wait());
        }
    }

    /// Reads into `text`. False at the end of what it writes.
    bool read(std::string& text) const {
        pollfd ready{output_, POLLIN, 0};
        if (::poll(&ready, 1, kTickMilliseconds) <= 0) return true;
        std::array<char, 4096> buffer{};
        const ::ssize_t count = ::read(output_, buffer.data(), buffer.size());
        if (count > 0 && text.size() < kMaxOutput)
            text.append(buffer.data(), static_cast<std::size_t>(count));
        return count > 0 || (count < 0 && errno == EINTR);
    }

    /// What waitpid(2) says of it.
    int wait() {
        int status = 0;
        while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
        }
        running_ = false;
        return status;
    }

  private:
    int spawn(const std::string& command, int output) {
        posix_spawn_file_actions_t actions{};
        posix_spawnattr_t attributes{};
        sigset_t no_signals{};
        sigemptyset(&no_signals);
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        ::posix_spawnattr_init(&attributes);
        ::posix_spawnattr_setpgroup(&attributes, 0);
        ::posix_spawnattr_setsigmask(&attributes, &no_signals);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
        std::string shell = "sh";
        std::string option = "-c";
        std::string text = command;
        std::array<char*, 4> arguments{shell.data(), option.data(), text.data(), nullptr};
        const int error =
            ::posix_spawn(&process_, "/bin/sh", &actions, &attributes, arguments.data(), environ);
        ::posix_spawnattr_destroy(&attributes);
        ::posix_spawn_file_actions_destroy(&actions);
        running_ = error == 0;
        return error;
    }

    int output_ = -1;
    ::pid_t process_ = -1;
    bool running_ = false;
};

}  // namespace

Credentials run_credential_process(const std::string& command, const std::string& profile,
                                   const std::stop_token& stop) {
    Shell shell(command, profile);
    const auto begin = steady_clock::now();
    std::string output;
    while (shell.read(output)) {
        throw_if_stopped(stop);
        if (steady_clock::now() - begin > kMostTime) fail(profile, "it takes more than a minute");
    }
    const int status = shell.wait();
    if (status != 0)
        fail(profile, WIFEXITED(status)
                          ? fmt::format("it ended with status {}", WEXITSTATUS(status))
                          : "it was killed");
    return credentials_in_json(output,
                               fmt::format("the credential_process of profile {}", profile));
}

}  // namespace sparkify
