#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "aws/aws_access.h"
#include "aws/retrying_client.h"
#include "storage/object_store.h"
#include "storage/s3/s3_error.h"
#include "storage/s3/s3_requests.h"

namespace sparkify {

/// Objects in S3, or in what speaks like it. A location is s3://BUCKET/PREFIX, and means all
/// objects whose keys begin with the prefix, as Redshift's COPY has it: s3://b/log_data means
/// log_data/a.json, log_data2/b.json and log_data.json. Objects without a byte are passed over.
class S3Store final : public ObjectStore {
  public:
    /// `buffer_bytes`: how much may be held that has arrived, and was not read yet.
    S3Store(std::shared_ptr<AwsAccess> access, std::uint64_t buffer_bytes);

    /// An object's version is its ETag.
    [[nodiscard]] std::vector<Object> list(const std::string& location) override;

    [[nodiscard]] std::unique_ptr<ObjectStream> open(const Object& object) override;

    [[nodiscard]] std::unique_ptr<ObjectQueue> open_all(std::span<const Object> objects) override;

    /// Asks for no more than them.
    [[nodiscard]] std::string first_bytes(const Object& object, std::size_t count) override;

    /// Writes an object, over one of the same name if there is one: its version. Thread-safe, as is
    /// remove(). Throws as reading does.
    std::string put(const std::string& location, std::string bytes);

    /// Removes an object, also when a stop was requested, since that is part of stopping. If there
    /// is none, all is well.
    void remove(const std::string& location);

    [[nodiscard]] std::string region_of(const std::string& location) override;

    [[nodiscard]] std::uint64_t retries() const noexcept override {
        return retries_ + client_.retries() + removals_.retries();
    }

  private:
    using MakeRequest = std::function<S3Request()>;

    /// An answer of `status_too` is taken for an answer, too.
    [[nodiscard]] HttpResponse send(RetryingClient& client, const MakeRequest& make,
                                    S3Attempt attempt, int status_too = 0);
    [[nodiscard]] Object described(const Object& object);

    std::shared_ptr<AwsAccess> access_;
    std::uint64_t buffer_bytes_;
    S3Requests requests_;
    RetryingClient client_;
    RetryingClient removals_;
    std::atomic<std::uint64_t> retries_ = 0;
};

}  // namespace sparkify
