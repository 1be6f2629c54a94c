#include "storage/s3/s3_staging.h"

#include <algorithm>
#include <random>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "aws/digest.h"

namespace sparkify {
namespace {

/// Enough of a hash that two warehouses do not meet.
constexpr std::size_t kHashBytes = 8;
constexpr std::size_t kHexDigits = 2 * kHashBytes;  // of a hash, and of a mark

std::string folder_at(const std::string& location, std::string_view warehouse) {
    const Sha256Digest digest = sha256(warehouse);
    return fmt::format("{}{}/", staged_objects(location), hex(std::span(digest).first(kHashBytes)));
}

std::string random_mark() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}", random(), random());
}

/// Takes the digits that a hash or a mark has, and what stands behind them, off the front.
bool take_hex(std::string_view& text, char end) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const std::size_t digits = std::min(text.find_first_not_of(kDigits), text.size());
    if (digits != kHexDigits || digits == text.size() || text[digits] != end) return false;
    text.remove_prefix(digits + 1);
    return true;
}

}  // namespace

std::string staged_objects(const std::string& staging) {
    return fmt::format("{}{}sparkify-", staging, staging.ends_with('/') ? "" : "/");
}

bool is_staged(std::string_view object, const std::string& staging) {
    const std::string begin = staged_objects(staging);
    if (!object.starts_with(begin)) return false;
    object.remove_prefix(begin.size());
    return take_hex(object, '/') && take_hex(object, '-') && !object.empty();
}

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
