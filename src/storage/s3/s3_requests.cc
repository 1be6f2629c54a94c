#include "storage/s3/s3_requests.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "aws/digest.h"
#include "aws/endpoint.h"
#include "aws/percent_encoding.h"
#include "aws/service_error.h"

namespace sparkify {
namespace {

/// Whether a bucket's name can be a label of a host: only then a wildcard certificate covers it.
bool can_be_host(const std::string& bucket) {
    constexpr std::size_t kLongestLabel = 63;
    return bucket.size() <= kLongestLabel && std::ranges::all_of(bucket, [](char byte) {
               return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
           });
}

/// A bucket may be asked for in a wrong region, and may move while we look; not more.
constexpr unsigned kMostMoves = 3;

std::string quoted(const std::string& etag) {
    return '"' + etag + '"';
}

}  // namespace

S3Requests::S3Requests(std::shared_ptr<AwsAccess> access) : access_(std::move(access)) {}

S3Request S3Requests::list(const S3Location& prefix, const std::string& token) {
    S3Request list = request("GET", {prefix.bucket, ""});
    list.http.query = {{"list-type", "2"}, {"encoding-type", "url"}, {"prefix", prefix.key}};
    if (!token.empty()) list.http.query.emplace_back("continuation-token", token);
    sign(list);
    return list;
}

S3Request S3Requests::get(const S3Location& object, const std::string& etag,
                          std::optional<ByteRange> range) {
    S3Request get = request("GET", object);
    if (!etag.empty()) get.http.headers.push_back({"If-Match", quoted(etag)});
    if (range)
        get.http.headers.push_back(
            {"Range", fmt::format("bytes={}-{}", range->begin, range->begin + range->size - 1)});
    else
        get.http.headers.push_back({"X-Amz-Checksum-Mode", "ENABLED"});
    sign(get);
    return get;
}

S3Request S3Requests::head(const S3Location& object, const std::string& etag) {
    S3Request head = request("HEAD", object);
    if (!etag.empty()) head.http.headers.push_back({"If-Match", quoted(etag)});
    head.http.headers.push_back({"X-Amz-Checksum-Mode", "ENABLED"});
    sign(head);
    return head;
}

S3Request S3Requests::put(const S3Location& object, std::string body) {
    S3Request put = request("PUT", object);
    put.http.body = std::move(body);
    put.http.headers.push_back({"Content-Type", "application/octet-stream"});
    sign(put);
    return put;
}

S3Request S3Requests::remove(const S3Location& object) {
    S3Request remove = request("DELETE", object);
    sign(remove);
    return remove;
}

bool S3Requests::learn_region(const S3Request& refused, const std::string& region) {
    if (region.empty() || region == refused.region) return false;
    const std::lock_guard lock(mutex_);
    Region& known = regions_[refused.bucket];
    if (known.name == region) return true;
    access_->log()(fmt::format("the bucket {} is in {}", refused.bucket, region));
    known.name = region;
    return ++known.learned <= kMostMoves;
}

bool S3Requests::learn_from(const HttpResponse& answer, const S3Request& refused, bool& renewed) {
    const ServiceError error = service_error_in(answer);
    if (learn_region(refused, error.region)) return true;
    // The answer to a HEAD has no body to say so.
    const bool may_have_expired =
        refused.http.method == "HEAD" && answer.status >= 400 && answer.status <= 403;
    if (renewed || !refused.credentials || !(has_expired(error) || may_have_expired)) return false;
    renewed = true;
    return renew(*refused.credentials);
}

bool S3Requests::renew(const Credentials& rejected) {
    access_->credentials().forget(rejected);
    const auto credentials = access_->credentials().find();
    return credentials && !same_keys(*credentials, rejected);
}

std::string S3Requests::region_of(const std::string& bucket) {
    const std::lock_guard lock(mutex_);
    const auto known = regions_.find(bucket);
    if (known != regions_.end()) return known->second.name;
    const std::string& region = access_->settings().region;
    return region.empty() ? kDefaultRegion : region;
}

S3Request S3Requests::request(const char* method, const S3Location& place) {
    S3Request request;
    request.http.method = method;
    const std::string region = region_of(place.bucket);
    request.bucket = place.bucket;
    request.region = region;
    const std::string endpoint = access_->settings().endpoint_of(AwsService::s3).url;
    const std::string key = percent_encoded(place.key, Slash::kept);
    if (endpoint.empty() && can_be_host(place.bucket)) {
        request.http.origin =
            fmt::format("https://{}.s3.{}.{}", place.bucket, region, domain_of(region));
        request.http.path = "/" + key;
        return request;
    }
    request.http.origin =
        endpoint.empty() ? fmt::format("https://s3.{}.{}", region, domain_of(region)) : endpoint;
    request.http.path = "/" + percent_encoded(place.bucket) + (key.empty() ? "" : "/" + key);
    return request;
}

void S3Requests::sign(S3Request& request) {
    HttpHeaders& headers = request.http.headers;
    if (access_->settings().requester_pays) headers.push_back({"X-Amz-Request-Payer", "requester"});
    if (access_->settings().sign) request.credentials = access_->credentials().find();
    if (!request.credentials) return;
    const std::string& body = request.http.body;
    const std::string payload_hash =
        body.empty() ? std::string(kEmptyPayloadHash) : hex(sha256(body));
    headers.push_back({"X-Amz-Content-Sha256", payload_hash});
    signer_for(request.region).sign(request.http, *request.credentials, payload_hash);
}

const Signer& S3Requests::signer_for(const std::string& region) {
    const std::lock_guard lock(mutex_);
    std::unique_ptr<Signer>& signer = signers_[region];
    if (!signer)
        signer = std::make_unique<Signer>(region, "s3", PathRule::as_sent, access_->clock());
    return *signer;
}

}  // namespace sparkify
