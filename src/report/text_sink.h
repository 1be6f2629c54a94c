#pragma once

#include <cstdio>
#include <functional>
#include <string_view>

namespace sparkify {

/// Where written text goes: it is called with one piece after the other and has no need to keep
/// them. Whatever it throws passes through the writer.
using TextSink = std::function<void(std::string_view)>;

/// A sink into an open file, which stays the caller's and has to outlive the sink. Throws
/// Error{failed} when the file does not take the text (a full disk, a closed pipe).
[[nodiscard]] TextSink sink_to(std::FILE* file);

/// A sink that shrugs: for progress and the like, which must never make a run fail.
[[nodiscard]] TextSink careless_sink_to(std::FILE* file);

/// Hands what the file still buffers to the system. Throws Error{failed} when that fails, also when
/// an earlier write did: without this call a full disk may go unnoticed.
void flush(std::FILE* file);

}  // namespace sparkify
