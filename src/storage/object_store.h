#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace sparkify {

/// One object (a file, for a local folder) as a listing shows it.
struct Object {
    std::string key;         ///< its full name: a path or an s3:// URL
    std::uint64_t size = 0;  ///< in bytes, as stored (compressed, if it is compressed)
    std::string version;     ///< changes whenever the content changes
    /// The line on which it begins in what its key names: not 1 if it is a part of it.
    std::uint64_t first_line = 1;
};

/// The bytes of one object, from first to last. Not thread-safe.
class ObjectStream {
  public:
    ObjectStream() = default;
    ObjectStream(const ObjectStream&) = delete;
    ObjectStream& operator=(const ObjectStream&) = delete;
    virtual ~ObjectStream() = default;

    /// Fills at most `buffer` and returns how many bytes it wrote; 0 only at the end.
    /// Throws Error(unreachable | access_denied | failed).
    virtual std::size_t read(std::span<char> buffer) = 0;
};

/// Where objects come from. Implementations are thread-safe.
class ObjectStore {
  public:
    ObjectStore() = default;
    ObjectStore(const ObjectStore&) = delete;
    ObjectStore& operator=(const ObjectStore&) = delete;
    virtual ~ObjectStore() = default;

    /// All objects at `location` (a folder or prefix, a pattern, or one object), in the byte order
    /// of their keys. An empty result is no error. Throws Error(unreachable) if the location does
    /// not exist and Error(access_denied) if it may not be read.
    [[nodiscard]] virtual std::vector<Object> list(const std::string& location) = 0;

    /// Opens one object for reading.
    [[nodiscard]] virtual std::unique_ptr<ObjectStream> open(const Object& object) = 0;
};

}  // namespace sparkify
