#pragma once

#include <memory>
#include <string>

#include "storage/object_store.h"

namespace sparkify {

/// The content of an object: decompressed if its first bytes say that it is gzip (RFC 1952, also
/// several members after one another) or zstd (RFC 8878), and as it is otherwise. Names and endings
/// do not matter.
///
/// Memory does not depend on the object's size. read() throws Error(failed) if the compressed data
/// is damaged or ends too early. Its buffer has to hold at least 4 bytes. `key` names the object in
/// errors.
[[nodiscard]] std::unique_ptr<ObjectStream> decoded(std::unique_ptr<ObjectStream> stored,
                                                    std::string key);

}  // namespace sparkify
