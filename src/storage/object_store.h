#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
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

/// What they have together, as stored.
[[nodiscard]] std::uint64_t bytes_of(std::span<const Object> objects);

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

/// An object whose content can be read.
struct OpenedObject {
    const Object* object = nullptr;
    std::unique_ptr<ObjectStream> content;
};

/// Many objects, handed out one after another, each once. Thread-safe. No stream may outlive the
/// queue it comes from.
class ObjectQueue {
  public:
    ObjectQueue() = default;
    ObjectQueue(const ObjectQueue&) = delete;
    ObjectQueue& operator=(const ObjectQueue&) = delete;
    virtual ~ObjectQueue() = default;

    /// The next object that can be read, in any order; waits for it. Nothing when all have been
    /// handed out. Throws what ObjectStream::read throws.
    [[nodiscard]] virtual std::optional<OpenedObject> next() = 0;
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

    /// The first bytes of an object, `count` of them if it has so many.
    [[nodiscard]] virtual std::string first_bytes(const Object& object, std::size_t count);

    /// Opens many, to be read by any number of threads. The objects and the store have to outlive
    /// the queue. Where opening takes long, this is where it is done ahead.
    [[nodiscard]] virtual std::unique_ptr<ObjectQueue> open_all(std::span<const Object> objects);

    /// In which region of the world a location was found to be; empty where that means nothing.
    [[nodiscard]] virtual std::string region_of(const std::string& /*location*/) { return ""; }

    /// How often something had to be asked for again so far, since it failed the first time.
    [[nodiscard]] virtual std::uint64_t retries() const noexcept { return 0; }
};

}  // namespace sparkify
