#include "cli/program.h"
#include "cli/standard_streams.h"

int main(int argc, char** argv) {
    sparkify::hold_standard_streams();
    return sparkify::run_program(argc, argv);
}
