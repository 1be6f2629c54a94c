#include "storage/s3/s3_buckets.h"

#include <pugixml.hpp>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "aws/digest.h"
#include "aws/endpoint.h"
#include "aws/pages.h"
#include "aws/percent_encoding.h"
#include "aws/query_request.h"
#include "aws/xml_answer.h"
#include "base/error.h"
#include "storage/s3/checksum.h"

namespace sparkify {
namespace {

constexpr const char* kNamespace = "http://s3.amazonaws.com/doc/2006-03-01/";

HttpRequest request_to(const char* method, const S3Location& place) {
    HttpRequest request;
    request.method = method;
    request.path = "/" + percent_encoded(place.bucket);
    if (!place.key.empty()) request.path += "/" + percent_encoded(place.key, Slash::kept);
    return request;
}

void set_body(HttpRequest& request, std::string body) {
    request.body = std::move(body);
    request.headers.push_back({"Content-Type", "application/xml"});
}

/// A document of which each text stands in an element of its own.
class XmlBody {
  public:
    explicit XmlBody(const char* root) : root_(document_.append_child(root)) {
        root_.append_attribute("xmlns") = kNamespace;
    }

    void add(const char* name, const std::string& text) { add_to(root_, name, text); }

    void add_tags(const char* list, const ResourceTags& tags) {
        pugi::xml_node node = root_.append_child(list);
        for (const auto& [key, value] : tags) {
            pugi::xml_node tag = node.append_child("Tag");
            add_to(tag, "Key", key);
            add_to(tag, "Value", value);
        }
    }

    [[nodiscard]] bool is_empty() const { return !root_.first_child(); }

    [[nodiscard]] std::string text() const {
        std::ostringstream text;
        document_.save(text, "", pugi::format_raw | pugi::format_no_declaration);
        return text.str();
    }

  private:
    static void add_to(pugi::xml_node& node, const char* name, const std::string& text) {
        node.append_child(name).append_child(pugi::node_pcdata).set_value(text.c_str());
    }

    pugi::xml_document document_;
    pugi::xml_node root_;
};

/// What S3 wants of changes whose body has to arrive as it was sent.
void add_checksum(HttpRequest& request) {
    const auto checksum = make_checksum("sha256");
    checksum->add(request.body);
    request.headers.push_back({"X-Amz-Sdk-Checksum-Algorithm", "SHA256"});
    request.headers.push_back({"X-Amz-Checksum-Sha256", checksum->text()});
}

ResourceTags tags_in(const std::string& answer, const ServiceCall& call,
                     const std::string& endpoint) {
    const XmlAnswer xml(answer);
    const XmlNode tagging = xml.result(call.action);
    if (!tagging.has("TagSet"))
        throw Error(ErrorCode::unreachable, {call.purpose, endpoint, "what answers is no S3",
                                             "check --endpoint-url and AWS_ENDPOINT_URL_S3"});
    ResourceTags tags;
    tagging.each("TagSet", [&](const XmlNode& tag) { tags[tag.text("Key")] = tag.text("Value"); });
    return tags;
}

}  // namespace

S3Buckets::S3Buckets(std::shared_ptr<AwsAccess> access, std::string region, std::string account,
                     Rehearsal* rehearsal)
    : access_(std::move(access)),
      region_(std::move(region)),
      account_(std::move(account)),
      partition_(partition_of(region_)),
      channel_(access_, {AwsService::s3, "s3", region_, ""}, rehearsal) {}

ServiceCall S3Buckets::call_on(const S3Location& place, const char* action,
                               const std::string& purpose) const {
    return {action, fmt::format("{} {}", purpose, place.bucket), place.arn(partition_)};
}

std::string S3Buckets::send(const ServiceCall& call, HttpRequest request) {
    request.headers.push_back({"X-Amz-Content-Sha256", hex(sha256(request.body))});
    return channel_.send(call, [&] { return request; });
}

std::string S3Buckets::send_to_ours(const ServiceCall& call, HttpRequest request) {
    request.headers.push_back({"X-Amz-Expected-Bucket-Owner", account_});
    return send(call, std::move(request));
}

void S3Buckets::change(const ServiceCall& call, const QueryParameters& shown, HttpRequest request) {
    if (channel_.rehearse(call, shown)) return;
    static_cast<void>(send_to_ours(call, std::move(request)));
}

std::optional<S3Bucket> S3Buckets::find(const std::string& name) {
    const S3Location bucket{name, ""};
    const ServiceCall call = call_on(bucket, "GetBucketTagging", "cannot look for the bucket");
    HttpRequest request = request_to("GET", bucket);
    request.query = {{"tagging", ""}};
    try {
        const std::string answer = send_to_ours(call, std::move(request));
        return S3Bucket{name, region_, tags_in(answer, call, channel_.endpoint())};
    } catch (const ServiceFailure& failure) {
        if (failure.has_code("NoSuchBucket")) return std::nullopt;
        // Of those who speak like S3, some have buckets without tags.
        if (failure.has_code("NoSuchTagSet") || failure.has_code("NotImplemented"))
            return S3Bucket{name, region_};
        const std::string& region = failure.service_error().region;
        if (!region.empty() && region != region_)
            return S3Buckets(access_, region, account_).find(name);
        if (failure.has_code("AccessDenied")) return without_tags(name, failure);
        throw;
    }
}

/// Of one whose tags may not be read: whether at least what is in it may be known.
std::optional<S3Bucket> S3Buckets::without_tags(const std::string& name,
                                                const ServiceFailure& refused) {
    S3Bucket bucket{name, region_, {}, BucketView::hidden_tags, refused.service_error().text};
    try {
        probe(name);
    } catch (const ServiceFailure& failure) {
        if (failure.has_code("NoSuchBucket")) return std::nullopt;
        if (!failure.has_code("AccessDenied")) throw;
        bucket.view = BucketView::closed;
    }
    return bucket;
}

std::optional<std::string> S3Buckets::region_of(const std::string& name) {
    try {
        probe(name);
        return region_;
    } catch (const ServiceFailure& failure) {
        const std::string& region = failure.service_error().region;
        if (!region.empty()) return region;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::interrupted) throw;
    }
    return std::nullopt;
}

/// Asks for as little as may be of a bucket, whosever it is.
void S3Buckets::probe(const std::string& name) {
    const S3Location bucket{name, ""};
    HttpRequest request = request_to("GET", bucket);
    request.query = {{"list-type", "2"}, {"max-keys", "1"}};
    static_cast<void>(send(call_on(bucket, "ListBucket", "cannot list the bucket"), request));
}

void S3Buckets::create(const std::string& name, const ResourceTags& tags) {
    const S3Location bucket{name, ""};
    XmlBody body("CreateBucketConfiguration");
    QueryParameters shown{{"Bucket", name}};
    if (region_ != kDefaultRegion) {  // which S3 wants to be left unsaid
        body.add("LocationConstraint", region_);
        shown.emplace_back("CreateBucketConfiguration.LocationConstraint", region_);
    }
    if (!tags.empty()) body.add_tags("Tags", tags);
    add_tags(shown, "CreateBucketConfiguration.Tags", tags);
    const ServiceCall call = call_on(bucket, "CreateBucket", "cannot create the bucket");
    if (channel_.rehearse(call, shown)) return;
    HttpRequest request = request_to("PUT", bucket);
    if (!body.is_empty()) set_body(request, body.text());
    static_cast<void>(send(call, std::move(request)));
}

void S3Buckets::write_tags(const std::string& name, const ResourceTags& tags) {
    const S3Location bucket{name, ""};
    XmlBody body("Tagging");
    body.add_tags("TagSet", tags);
    QueryParameters shown{{"Bucket", name}};
    add_tags(shown, "Tagging.TagSet", tags);
    HttpRequest request = request_to("PUT", bucket);
    request.query = {{"tagging", ""}};
    set_body(request, body.text());
    add_checksum(request);
    change(call_on(bucket, "PutBucketTagging", "cannot tag the bucket"), shown, std::move(request));
}

void S3Buckets::remove(const std::string& name) {
    const S3Location bucket{name, ""};
    try {
        change(call_on(bucket, "DeleteBucket", "cannot delete the bucket"), {{"Bucket", name}},
               request_to("DELETE", bucket));
    } catch (const ServiceFailure& failure) {
        if (!failure.has_code("NoSuchBucket")) throw;
    }
}

void S3Buckets::each_key(const std::string& name,
                         const std::function<bool(const std::string&)>& take) {
    const std::string place = S3Location{name, ""}.url();
    read_pages("cannot list the bucket", place, [&](const std::string& token) {
        const S3Page page = page_of(name, token);
        for (const Object& object : page.objects)
            if (!take(parse_s3_location(object.key).key)) return std::string();
        return page.next_token;
    });
}

S3Page S3Buckets::page_of(const std::string& name, const std::string& token) {
    const S3Location bucket{name, ""};
    // The permission has another name than the action.
    const ServiceCall call = call_on(bucket, "ListBucket", "cannot list the bucket");
    HttpRequest request = request_to("GET", bucket);
    request.query = {{"list-type", "2"}, {"encoding-type", "url"}};
    if (!token.empty()) request.query.emplace_back("continuation-token", token);
    try {
        return parse_s3_page(send_to_ours(call, std::move(request)), name, EmptyObjects::kept);
    } catch (const ServiceFailure& failure) {
        if (failure.has_code("NoSuchBucket")) return {};
        throw;
    }
}

void S3Buckets::remove_object(const S3Location& object) {
    change(call_on(object, "DeleteObject", "cannot remove an object of the bucket"),
           {{"Bucket", object.bucket}, {"Key", object.key}}, request_to("DELETE", object));
}

}  // namespace sparkify
