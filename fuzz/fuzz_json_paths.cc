// Bytes of a JSONPaths file: paths or an Error, and whatever was read must also make a path tree.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "ingest/json_paths.h"
#include "ingest/path_tree.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const std::size_t columns : {std::size_t{1}, std::size_t{2}}) {
        try {
            const sparkify::PathTree tree(sparkify::parse_json_paths(text, "file", columns));
            static_cast<void>(tree.member(sparkify::PathTree::kRoot, "a"));
        } catch (const sparkify::Error&) {
            continue;
        }
    }
    return 0;
}
