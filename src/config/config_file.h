#pragma once

#include <string>

namespace sparkify {

/// The text of a dwh.cfg. Throws Error(configuration) for a file that cannot be read.
[[nodiscard]] std::string read_config_file(const std::string& path);

/// Puts another text in its place, in one step, with the rights that the file has: who is
/// interrupted has the old one or the new one. Throws Error(failed) if that cannot be done.
void replace_config_file(const std::string& path, const std::string& text);

/// Whether others than its owner may read it.
[[nodiscard]] bool others_can_read(const std::string& path);

}  // namespace sparkify
