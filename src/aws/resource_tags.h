#pragma once

#include <map>
#include <string>

namespace sparkify {

/// What the owner of a resource has written on it.
using ResourceTags = std::map<std::string, std::string>;

}  // namespace sparkify
