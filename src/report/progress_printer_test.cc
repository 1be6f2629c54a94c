#include "report/progress_printer.h"

#include <gtest/gtest.h>

#include "report/json_progress.h"
#include "report/progress_bar.h"

namespace sparkify {
namespace {

template <typename Printer>
bool makes(ProgressMode mode, bool stderr_redraws) {
    Terminal terminal;
    terminal.stderr_redraws = stderr_redraws;
    const auto printer = make_progress_printer(mode, terminal);
    return dynamic_cast<const Printer*>(printer.get()) != nullptr;
}

TEST(ProgressMode, AutomaticIsABarOnlyOnATerminal) {
    EXPECT_TRUE(makes<ProgressBar>(ProgressMode::automatic, true));
    EXPECT_TRUE(makes<NoProgress>(ProgressMode::automatic, false));
}

TEST(ProgressMode, WhatIsAskedForIsDoneAnywhere) {
    for (const bool redraws : {true, false}) {
        EXPECT_TRUE(makes<ProgressBar>(ProgressMode::bar, redraws));
        EXPECT_TRUE(makes<JsonProgress>(ProgressMode::json, redraws));
        EXPECT_TRUE(makes<NoProgress>(ProgressMode::none, redraws));
    }
}

}  // namespace
}  // namespace sparkify
