#include "storage/s3/s3_staging.h"

#include <random>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "aws/digest.h"

namespace sparkify {
namespace {

/// Enough of a hash that two warehouses do not meet.
constexpr std::size_t kHashBytes = 8;

std::string folder_at(std::string location, std::string_view warehouse) {
    if (!location.ends_with('/')) location += '/';
    const Sha256Digest digest = sha256(warehouse);
    return fmt::format("{}sparkify-{}/", location, hex(std::span(digest).first(kHashBytes)));
}

std::string random_mark() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}", random(), random());
}

}  // namespace

S3Staging::S3Staging(S3Store& store, const std::string& location, std::string_view warehouse,
                     OnLeftover on_leftover)
    : store_(store),
      folder_(folder_at(location, warehouse)),
      mark_(random_mark()),
      on_leftover_(std::move(on_leftover)) {}

S3Staging::~S3Staging() {
    for (const std::string& object : written_) {
        try {
            store_.remove(object);
        } catch (const Error& error) {
            on_leftover_(error);
        }
    }
}

void S3Staging::clear_leftovers() {
    for (const Object& object : store_.list(folder_))
        store_.remove(object.key);
}

std::string S3Staging::put(std::string_view name, std::string bytes) {
    std::string location = fmt::format("{}{}-{}", folder_, mark_, name);
    {
        // Noted before it is written: an answer may be lost although the object is there.
        const std::lock_guard lock(mutex_);
        written_.push_back(location);
    }
    store_.put(location, std::move(bytes));
    return location;
}

}  // namespace sparkify
