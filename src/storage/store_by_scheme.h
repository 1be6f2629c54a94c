#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "storage/local_store.h"
#include "storage/object_store.h"

namespace sparkify {

/// All places that can be read: s3:// in S3, and everything else on the local disk.
class StoreByScheme final : public ObjectStore {
  public:
    using OpenStore = std::function<std::unique_ptr<ObjectStore>()>;

    /// `open_s3` is called once, if something in S3 is asked for.
    explicit StoreByScheme(OpenStore open_s3);

    /// Throws Error(configuration) for a scheme that is not known.
    [[nodiscard]] std::vector<Object> list(const std::string& location) override;
    [[nodiscard]] std::unique_ptr<ObjectStream> open(const Object& object) override;

    [[nodiscard]] std::string first_bytes(const Object& object, std::size_t count) override;

    /// The objects have to be in one store, that of the first.
    [[nodiscard]] std::unique_ptr<ObjectQueue> open_all(std::span<const Object> objects) override;

    [[nodiscard]] std::string region_of(const std::string& location) override;

    [[nodiscard]] std::uint64_t retries() const noexcept override;

  private:
    [[nodiscard]] ObjectStore& store_of(const std::string& place);

    OpenStore open_s3_;
    LocalStore local_;
    mutable std::mutex mutex_;
    std::unique_ptr<ObjectStore> s3_;
};

}  // namespace sparkify
