#include "storage/s3/s3_store.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "aws/pages.h"
#include "base/error.h"
#include "storage/s3/object_fetcher.h"
#include "storage/s3/s3_listing.h"

namespace sparkify {
namespace {

/// One object with the queue it comes from.
class SingleStream final : public ObjectStream {
  public:
    SingleStream(S3Store& store, Object object)
        : object_(std::move(object)),
          queue_(store.open_all({&object_, 1})),
          content_(std::move(queue_->next()->content)) {}

    std::size_t read(std::span<char> buffer) override { return content_->read(buffer); }

  private:
    Object object_;
    std::unique_ptr<ObjectQueue> queue_;
    std::unique_ptr<ObjectStream> content_;
};

/// The size of an object, by an answer that holds its first byte: "bytes 0-0/1234".
std::uint64_t size_in(const HttpResponse& answer) {
    const std::string_view range = answer.header("content-range");
    const std::string_view size =
        range.empty() ? answer.header("content-length") : range.substr(range.find('/') + 1);
    std::uint64_t bytes = 0;
    std::from_chars(size.data(), size.data() + size.size(), bytes);
    return bytes;
}

std::string unquoted(std::string_view etag) {
    std::string plain(etag);
    std::erase(plain, '"');
    return plain;
}

class EmptyStream final : public ObjectStream {
  public:
    std::size_t read(std::span<char> /*buffer*/) override { return 0; }
};

}  // namespace

S3Store::S3Store(std::shared_ptr<AwsAccess> access, std::uint64_t buffer_bytes)
    : access_(std::move(access)),
      buffer_bytes_(buffer_bytes),
      requests_(access_),
      client_(access_->http(), access_->max_attempts(), access_->stop(), access_->log()),
      removals_(access_->http(), access_->max_attempts(), std::stop_token(), access_->log()) {}

std::vector<Object> S3Store::list(const std::string& location) {
    const S3Location prefix = parse_s3_location(location);
    const S3Attempt attempt{"cannot list the bucket", prefix, "s3:ListBucket"};
    std::vector<Object> objects;
    read_pages(attempt.what, prefix.url(), [&](const std::string& token) {
        const HttpResponse answer = send(
            client_, [&] { return requests_.list(prefix, token); }, attempt);
        S3Page page = parse_s3_page(answer.body, prefix.bucket);
        std::ranges::move(page.objects, std::back_inserter(objects));
        return page.next_token;
    });
    std::ranges::sort(objects, {}, &Object::key);
    return objects;
}

std::unique_ptr<ObjectStream> S3Store::open(const Object& object) {
    if (parse_s3_location(object.key).key.empty())
        throw Error(ErrorCode::configuration, {"this names a bucket, and no object in it",
                                               object.key, "", "write s3://BUCKET/KEY"});
    Object known = object.size > 0 ? object : described(object);
    if (known.size == 0) return std::make_unique<EmptyStream>();
    return std::make_unique<SingleStream>(*this, std::move(known));
}

std::unique_ptr<ObjectQueue> S3Store::open_all(std::span<const Object> objects) {
    const ObjectFetcher::Options options{access_->settings().concurrency, access_->max_attempts(),
                                         buffer_bytes_};
    return std::make_unique<ObjectFetcher>(requests_, objects, options, retries_);
}

std::string S3Store::first_bytes(const Object& object, std::size_t count) {
    const S3Location location = parse_s3_location(object.key);
    HttpResponse answer =
        send(client_,
             [&] {
                 return requests_.get(location, object.version, ByteRange{0, count});
             },
             {"cannot read the object", location, "s3:GetObject"});
    answer.body.resize(std::min(answer.body.size(), count));
    return std::move(answer.body);
}

std::string S3Store::put(const std::string& location, std::string bytes) {
    const S3Location object = parse_s3_location(location);
    const HttpResponse answer = send(client_, [&] { return requests_.put(object, bytes); },
                                     {"cannot write the object", object, "s3:PutObject"});
    return unquoted(answer.header("etag"));
}

void S3Store::remove(const std::string& location) {
    const S3Location object = parse_s3_location(location);
    static_cast<void>(send(removals_, [&] { return requests_.remove(object); },
                           {"cannot remove the object", object, "s3:DeleteObject"}));
}

std::string S3Store::region_of(const std::string& location) {
    return requests_.region_of(parse_s3_location(location).bucket);
}

/// Sends a request; again, if the answer says where the bucket is or that the credentials have
/// ended.
HttpResponse S3Store::send(RetryingClient& client, const MakeRequest& make, S3Attempt attempt,
                           int status_too) {
    S3Request request;
    const auto make_http = [&] {
        request = make();
        return request.http;
    };
    for (bool renewed = false;;) {
        const std::uint64_t retries_before = client.retries();
        HttpOutcome outcome = client.send(make_http);
        if (outcome.ok() || (status_too != 0 && outcome.response.status == status_too))
            return std::move(outcome.response);
        if (!outcome.failure && requests_.learn_from(outcome.response, request, renewed)) continue;
        attempt.attempts = static_cast<unsigned>(client.retries() - retries_before) + 1;
        throw s3_error(attempt, request, outcome, *access_);
    }
}

/// With the size and the version that the store says it has. Asks for a byte of it, since an answer
/// without a body could not say what is wrong.
Object S3Store::described(const Object& object) {
    constexpr int kNoSuchRange = 416;  // there is not even a first byte
    const S3Location location = parse_s3_location(object.key);
    const HttpResponse answer = send(
        client_,
        [&] {
            return requests_.get(location, object.version, ByteRange{0, 1});
        },
        {"cannot read the object", location, "s3:GetObject"}, kNoSuchRange);
    Object known = object;
    known.size = answer.status == kNoSuchRange ? 0 : size_in(answer);
    known.version = unquoted(answer.header("etag"));
    return known;
}

}  // namespace sparkify
