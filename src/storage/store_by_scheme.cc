#include "storage/store_by_scheme.h"

#include <utility>

#include "base/error.h"
#include "storage/s3/s3_location.h"

namespace sparkify {

StoreByScheme::StoreByScheme(OpenStore open_s3) : open_s3_(std::move(open_s3)) {}

std::vector<Object> StoreByScheme::list(const std::string& location) {
    return store_of(location).list(location);
}

std::unique_ptr<ObjectStream> StoreByScheme::open(const Object& object) {
    return store_of(object.key).open(object);
}

std::string StoreByScheme::first_bytes(const Object& object, std::size_t count) {
    return store_of(object.key).first_bytes(object, count);
}

std::unique_ptr<ObjectQueue> StoreByScheme::open_all(std::span<const Object> objects) {
    return objects.empty() ? local_.open_all(objects)
                           : store_of(objects.front().key).open_all(objects);
}

std::string StoreByScheme::region_of(const std::string& location) {
    return store_of(location).region_of(location);
}

std::uint64_t StoreByScheme::retries() const noexcept {
    const std::lock_guard lock(mutex_);
    return s3_ ? s3_->retries() : 0;
}

ObjectStore& StoreByScheme::store_of(const std::string& place) {
    if (!is_in_s3(place)) {
        if (place.find("://") == std::string::npos) return local_;
        throw Error(ErrorCode::configuration,
                    {"nothing is known of such places", place, "",
                     "write s3://BUCKET/PREFIX, or the path of a folder or file"});
    }
    const std::lock_guard lock(mutex_);
    if (!s3_) s3_ = open_s3_();
    return *s3_;
}

}  // namespace sparkify
