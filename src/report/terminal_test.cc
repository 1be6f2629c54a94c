#include "report/terminal.h"

#include <cstdlib>
#include <map>
#include <string>
#include <utility>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace sparkify {
namespace {

// A file descriptor that closes itself.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_{number} {}
    ~Descriptor() { close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

// A real terminal without a screen.
class PseudoTerminal {
  public:
    PseudoTerminal()
        : controller_{posix_openpt(O_RDWR | O_NOCTTY)}, terminal_{open_terminal(controller_)} {}

    void set_width(unsigned short width) const {
        winsize size{};
        size.ws_row = 24;
        size.ws_col = width;
        ASSERT_EQ(ioctl(terminal_.number(), TIOCSWINSZ, &size), 0);
    }

    [[nodiscard]] int number() const { return terminal_.number(); }

  private:
    static int open_terminal(const Descriptor& controller) {
        if (grantpt(controller.number()) != 0 || unlockpt(controller.number()) != 0) return -1;
        return open(ptsname(controller.number()), O_RDWR | O_NOCTTY);
    }

    Descriptor controller_;
    Descriptor terminal_;
};

EnvironmentLookup environment(std::map<std::string, std::string> variables) {
    return [variables = std::move(variables)](const char* name) -> const char* {
        const auto found = variables.find(name);
        return found == variables.end() ? nullptr : found->second.c_str();
    };
}

class TerminalDetection : public testing::Test {
  protected:
    PseudoTerminal screen_;
    Descriptor pipe_{open("/dev/null", O_WRONLY)};
};

TEST_F(TerminalDetection, EachStreamIsLookedAtByItself) {
    const auto xterm = environment({{"TERM", "xterm"}});
    const Terminal piped = detect_terminal(pipe_.number(), screen_.number(), xterm);
    EXPECT_FALSE(piped.stdout_is_terminal);
    EXPECT_FALSE(piped.stdout_colour);
    EXPECT_TRUE(piped.stderr_is_terminal);
    EXPECT_TRUE(piped.stderr_colour);
    EXPECT_TRUE(piped.stderr_redraws);
    const Terminal logged = detect_terminal(screen_.number(), pipe_.number(), xterm);
    EXPECT_TRUE(logged.stdout_colour);
    EXPECT_FALSE(logged.stderr_colour);
    EXPECT_FALSE(logged.stderr_redraws);
}

TEST_F(TerminalDetection, NoColorCountsWhenItIsNotEmpty) {
    const auto detect = [this](const char* no_color) {
        return detect_terminal(screen_.number(), screen_.number(),
                               environment({{"TERM", "xterm"}, {"NO_COLOR", no_color}}));
    };
    EXPECT_FALSE(detect("1").stdout_colour);
    EXPECT_FALSE(detect("0").stderr_colour);
    EXPECT_TRUE(detect("1").stderr_redraws);
    EXPECT_TRUE(detect("").stdout_colour);
}

TEST_F(TerminalDetection, DumbTerminalsGetPlainText) {
    const Terminal dumb =
        detect_terminal(screen_.number(), screen_.number(), environment({{"TERM", "dumb"}}));
    EXPECT_TRUE(dumb.stdout_is_terminal);
    EXPECT_FALSE(dumb.stdout_colour);
    EXPECT_FALSE(dumb.stderr_redraws);
}

TEST_F(TerminalDetection, UnicodeIsWhatTheFirstLocaleVariableSays) {
    const auto unicode = [this](std::map<std::string, std::string> variables) {
        return detect_terminal(pipe_.number(), pipe_.number(), environment(std::move(variables)))
            .unicode;
    };
    EXPECT_FALSE(unicode({}));
    EXPECT_TRUE(unicode({{"LANG", "de_DE.UTF-8"}}));
    EXPECT_TRUE(unicode({{"LANG", "C.utf8"}}));
    EXPECT_TRUE(unicode({{"LC_CTYPE", "sv_SE.utf-8"}, {"LANG", "C"}}));
    EXPECT_FALSE(unicode({{"LC_ALL", "C"}, {"LANG", "de_DE.UTF-8"}}));
    EXPECT_TRUE(unicode({{"LC_ALL", ""}, {"LANG", "de_DE.UTF-8"}}));
}

TEST_F(TerminalDetection, WidthIsThatOfTheFirstThatKnows) {
    const auto columns = environment({{"COLUMNS", "100"}});
    screen_.set_width(132);
    EXPECT_EQ(detect_terminal(screen_.number(), pipe_.number(), columns).width, 132U);
    EXPECT_EQ(detect_terminal(pipe_.number(), screen_.number(), columns).width, 132U);
    EXPECT_EQ(detect_terminal(pipe_.number(), pipe_.number(), columns).width, 100U);
    screen_.set_width(0);
    EXPECT_EQ(detect_terminal(screen_.number(), screen_.number(), columns).width, 100U);
}

TEST_F(TerminalDetection, WidthIs80WhenNobodyKnows) {
    for (const char* const columns : {"", "wide", "0", "-5", "80x"}) {
        const auto variables = environment({{"COLUMNS", columns}});
        EXPECT_EQ(detect_terminal(pipe_.number(), pipe_.number(), variables).width, 80U);
    }
}

}  // namespace
}  // namespace sparkify
