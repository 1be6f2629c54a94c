#pragma once

#include <string>
#include <vector>

#include <sys/stat.h>

#include "storage/object_store.h"

namespace sparkify {

/// The object that a file is, from what stat(2) says of it. Its version is the time of its last
/// change.
[[nodiscard]] Object local_object(std::string path, const struct ::stat& status);

/// All files in a folder and its subfolders as objects, in no particular order; links are followed,
/// and names that begin with a dot passed over. Folders are read by several threads, since a data
/// set may well have a folder for every dozen of its objects. Throws what throw_local_error()
/// throws.
[[nodiscard]] std::vector<Object> list_folder(const std::string& folder);

/// The names of what is directly in a folder, in no particular order, without "." and "..".
/// Throws what throw_local_error() throws.
[[nodiscard]] std::vector<std::string> names_in_folder(const std::string& folder);

}  // namespace sparkify
