#pragma once

namespace sparkify {

/// The whole program: understands the command line, runs the command, reports what goes wrong.
/// Returns the exit code.
int run_program(int argc, const char* const* argv);

}  // namespace sparkify
