#include "storage/s3/s3_buckets.h"

#include <pugixml.hpp>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "aws/digest.h"
#include "aws/endpoint.h"
#include "aws/percent_encoding.h"
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

/// As botocore and the AWS CLI write parameters below a list.
void add_tags(QueryParameters& shown, const std::string& list, const ResourceTags& tags) {
    int number = 0;
    for (const auto& [key, value] : tags) {
        ++number;
        shown.emplace_back(fmt::format("{}.{}.Key", list, number), key);
        shown.emplace_back(fmt::format("{}.{}.Value", list, number), value);
    }
}

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

S3Buckets::S3Buckets(std::shared_ptr<AwsAccess> access, const std::string& region,
                     Rehearsal* rehearsal)
    : region_(region),
      partition_(partition_of(region)),
      channel_(std::move(access), {AwsService::s3, "s3", region, ""}, rehearsal) {}

ServiceCall S3Buckets::call_on(const S3Location& place, const char* action,
                               const std::string& purpose) const {
    return {action, fmt::format("{} {}", purpose, place.bucket), place.arn(partition_)};
}

std::string S3Buckets::send(const ServiceCall& call, HttpRequest request) {
    request.headers.push_back({"X-Amz-Content-Sha256", hex(sha256(request.body))});
    return channel_.send(call, [&] { return request; });
}

void S3Buckets::change(const ServiceCall& call, const QueryParameters& shown, HttpRequest request) {
    if (channel_.rehearse(call, shown)) return;
    static_cast<void>(send(call, std::move(request)));
}

std::optional<S3Bucket> S3Buckets::find(const std::string& name) {
    const S3Location bucket{name, ""};
    const ServiceCall call = call_on(bucket, "GetBucketTagging", "cannot look for the bucket");
    HttpRequest request = request_to("GET", bucket);
    request.query = {{"tagging", ""}};
    try {
        return S3Bucket{name, tags_in(send(call, std::move(request)), call, channel_.endpoint())};
    } catch (const ServiceFailure& failure) {
        if (failure.has_code("NoSuchBucket")) return std::nullopt;
        const std::string& region = failure.service_error().region;
        // Of those who speak like S3, some have buckets without tags.
        if (failure.has_code("NoSuchTagSet") || failure.has_code("NotImplemented") ||
            (!region.empty() && region != region_))
            return S3Bucket{name};
        if (failure.has_code("AccessDenied"))
            return S3Bucket{name, {}, failure.service_error().text};
        throw;
    }
}

void S3Buckets::create(const std::string& name, const ResourceTags& tags) {
    const S3Location bucket{name, ""};
    XmlBody body("CreateBucketConfiguration");
    QueryParameters shown{{"Bucket", name}};
    if (region_ != kDefaultRegion) {  // which S3 wants to be left unsaid
        body.add("LocationConstraint", region_);
        shown.emplace_back("CreateBucketConfiguration.LocationConstraint", region_);
    }
    body.add_tags("Tags", tags);
    add_tags(shown, "CreateBucketConfiguration.Tags", tags);
    HttpRequest request = request_to("PUT", bucket);
    set_body(request, body.text());
    change(call_on(bucket, "CreateBucket", "cannot create the bucket"), shown, std::move(request));
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

std::vector<std::string> S3Buckets::keys(const S3Location& prefix) {
    std::vector<std::string> keys;
    std::string token;
    do {
        S3Page page = page_of(prefix, token);
        for (const Object& object : page.objects)
            keys.push_back(parse_s3_location(object.key).key);
        token = std::move(page.next_token);
    } while (!token.empty());
    return keys;
}

S3Page S3Buckets::page_of(const S3Location& prefix, const std::string& token) {
    const S3Location bucket{prefix.bucket, ""};
    // The permission has another name than the action.
    const ServiceCall call = call_on(bucket, "ListBucket", "cannot list the bucket");
    HttpRequest request = request_to("GET", bucket);
    request.query = {{"list-type", "2"}, {"encoding-type", "url"}, {"prefix", prefix.key}};
    if (!token.empty()) request.query.emplace_back("continuation-token", token);
    try {
        return parse_s3_page(send(call, std::move(request)), prefix.bucket);
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
