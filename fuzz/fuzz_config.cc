// Bytes of a dwh.cfg: entries or an Error, and every entry has a section, a key and a line.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.h"
#include "config/ini_file.h"
#include "config/known_keys.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        for (const sparkify::IniEntry& entry : sparkify::parse_ini(text, "dwh.cfg")) {
            if (entry.section.empty() || entry.key.empty() || entry.line == 0) std::abort();
            if (!sparkify::find_setting(entry.section, entry.key))
                static_cast<void>(sparkify::nearest_known_key(entry.section, entry.key));
        }
    } catch (const sparkify::Error&) {
        return 0;
    }
    return 0;
}
