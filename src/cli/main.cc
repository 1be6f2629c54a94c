#include "cli/program.h"

int main(int argc, char** argv) {
    return sparkify::run_program(argc, argv);
}
