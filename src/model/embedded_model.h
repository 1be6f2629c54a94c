#pragma once

#include <string_view>
#include <vector>

namespace sparkify {

/// A file of sql/ as it was when the program was built.
struct EmbeddedFile {
    std::string_view path;  ///< relative to sql/, as "schema/1_staging_events.sql"
    std::string_view text;
};

/// All of them, ordered by path. Written by the build (cmake/embed_model.cmake).
[[nodiscard]] std::vector<EmbeddedFile> embedded_model();

}  // namespace sparkify
