#pragma once

#include <functional>
#include <string>

namespace sparkify {

/// Reads a list that comes in pages to its end. `read` is given what the page is called (nothing:
/// the first), and returns what the next one is called; nothing: there is none. Throws what it
/// throws, and Error(unreachable) where the same page comes again and again; `purpose` is how that
/// error begins, and `place` where it happened.
void read_pages(const std::string& purpose, const std::string& place,
                const std::function<std::string(const std::string& token)>& read);

}  // namespace sparkify
