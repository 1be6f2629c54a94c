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
constexpr std::size_t kMarkDigits = 16;

/// "sparkify-1f2e3d4c5b6a7988/"
std::string folder_of(std::string_view warehouse) {
    const Sha256Digest digest = sha256(warehouse);
    return fmt::format("sparkify-{}/", hex(std::span(digest).first(kHashBytes)));
}

std::string random_mark() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}", random(), random());
}

bool begins_with_mark(std::string_view name) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    return name.size() > kMarkDigits + 1 && name.find_first_not_of(kDigits) == kMarkDigits &&
           name[kMarkDigits] == '-';
}

}  // namespace

bool is_staged_for(std::string_view warehouse, std::string_view key) {
    const std::string folder = folder_of(warehouse);
    const std::size_t name = key.rfind('/') + 1;
    const std::string_view path = key.substr(0, name);
    return path.ends_with(folder) &&
           (path.size() == folder.size() || path[path.size() - folder.size() - 1] == '/') &&
           begins_with_mark(key.substr(name));
}

S3Staging::S3Staging(S3Store& store, const std::string& location, std::string_view warehouse,
                     OnLeftover on_leftover)
    : store_(store),
      folder_(fmt::format("{}{}{}", location, location.ends_with('/') ? "" : "/",
                          folder_of(warehouse))),
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
