#pragma once

#include <cstddef>
#include <string_view>

namespace sparkify {

/// Where reading goes on after a syntax error at offset `error` of `bytes`: the first `{`, at the
/// error or behind it, that is the first non-blank byte of its line; npos if there is none. The
/// record at fault began at offset `begin`, which never is the answer.
[[nodiscard]] std::size_t resynchronise(std::string_view bytes, std::size_t begin,
                                        std::size_t error);

}  // namespace sparkify
