#include "storage/s3/s3_staging.h"

#include <charconv>
#include <cstdint>
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
constexpr std::string_view kHexadecimalDigits = "0123456789abcdef";
constexpr std::string_view kTrial = "-trial-";

std::string short_hash(std::string_view text) {
    const Sha256Digest digest = sha256(text);
    return hex(std::span(digest).first(kHashBytes));
}

/// "sparkify-1f2e3d4c5b6a7988"
std::string folder_of(std::string_view warehouse) {
    return "sparkify-" + short_hash(warehouse);
}

std::chrono::seconds now() {
    return std::chrono::floor<std::chrono::seconds>(
        std::chrono::system_clock::now().time_since_epoch());
}

/// Seconds since 1970, and what no other staging of that second has.
std::string new_mark() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}", now().count(), random());
}

/// Of a key that begins with a mark.
std::chrono::seconds age_of(std::string_view name) {
    constexpr std::size_t kTimeDigits = 8;
    constexpr int kHexadecimal = 16;
    std::int64_t time = 0;
    std::from_chars(name.data(), name.data() + kTimeDigits, time, kHexadecimal);
    return now() - std::chrono::seconds(time);
}

/// "s3://bucket/prefix/", without a second / at its end.
std::string as_folder(const std::string& location) {
    return location.ends_with('/') ? location : location + '/';
}

bool is_hexadecimal(std::string_view text) {
    return text.find_first_not_of(kHexadecimalDigits) == std::string_view::npos;
}

bool begins_with_mark(std::string_view name) {
    return name.size() > kMarkDigits + 1 && is_hexadecimal(name.substr(0, kMarkDigits)) &&
           name[kMarkDigits] == '-';
}

/// "-trial-1f2e3d4c5b6a7988"
bool is_of_trial(std::string_view rest) {
    return rest.starts_with(kTrial) && rest.size() == kTrial.size() + 2 * kHashBytes &&
           is_hexadecimal(rest.substr(kTrial.size()));
}

}  // namespace

bool is_staged_for(std::string_view warehouse, std::string_view key) {
    const std::size_t name = key.rfind('/');
    if (name == std::string_view::npos || !begins_with_mark(key.substr(name + 1))) return false;
    const std::string_view path = key.substr(0, name);
    const std::string_view last = path.substr(path.rfind('/') + 1);
    const std::string folder = folder_of(warehouse);
    if (!last.starts_with(folder)) return false;
    const std::string_view rest = last.substr(folder.size());
    return rest.empty() || is_of_trial(rest);
}

S3Staging::S3Staging(S3Store& store, std::string folder, OnLeftover on_leftover)
    : store_(store),
      folder_(std::move(folder)),
      mark_(new_mark()),
      on_leftover_(std::move(on_leftover)) {}

S3Staging::S3Staging(S3Store& store, const std::string& location, std::string_view warehouse,
                     OnLeftover on_leftover)
    : S3Staging(store, fmt::format("{}{}/", as_folder(location), folder_of(warehouse)),
                std::move(on_leftover)) {}

S3Staging S3Staging::for_trial(S3Store& store, const std::string& location,
                               std::string_view warehouse, std::string_view user,
                               OnLeftover on_leftover) {
    return {store,
            fmt::format("{}{}{}{}/", as_folder(location), folder_of(warehouse), kTrial,
                        short_hash(user)),
            std::move(on_leftover)};
}

S3Staging::~S3Staging() {
    for (const std::string& object : written_) {
        try {
            store_.remove(object);
        } catch (const Error& error) {
            on_leftover_(error);
        }
    }
}

void S3Staging::clear_leftovers(std::chrono::seconds age) {
    for (const Object& object : store_.list(folder_)) {
        const std::string_view name = std::string_view(object.key).substr(folder_.size());
        if (age.count() == 0 || (begins_with_mark(name) && age_of(name) >= age))
            store_.remove(object.key);
    }
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
