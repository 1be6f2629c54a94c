// Bytes of an object: the record reader must not crash, and must find the same values in the same
// rows and the same rejects as the oracle, for both staging tables.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "pipeline/double_reading.h"

namespace {

void show(const char* who, const sparkify::Reading& reading) {
    for (const std::string& line : reading)
        fmt::print(stderr, "{}: {}\n", who, line);
}

void compare(const sparkify::DoubleReading& table, const std::string& bytes) {
    const sparkify::Reading program = table.by_program(bytes);
    const sparkify::Reading oracle = table.by_oracle(bytes);
    if (program == oracle) return;
    show("program", program);
    show("oracle", oracle);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto events = sparkify::DoubleReading::events();
    static const auto songs = sparkify::DoubleReading::songs();
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    // The first bytes of compressed objects lead elsewhere.
    if (bytes.starts_with("\x1F\x8B") || bytes.starts_with("\x28\xB5\x2F\xFD")) return 0;
    compare(events, bytes);
    compare(songs, bytes);
    return 0;
}
