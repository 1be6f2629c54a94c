#include "aws/signer.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "aws/amz_date.h"
#include "aws/percent_encoding.h"
#include "base/letter_case.h"

namespace sparkify {

const std::string_view kEmptyPayloadHash =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
constexpr std::size_t kDayLength = 8;  ///< of "20150830"

/// Without blanks at the ends, and with one space for each run of blanks within.
std::string without_needless_blanks(std::string_view value) {
    std::string trimmed;
    bool blank = false;
    for (const char byte : value) {
        if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
            blank = true;
            continue;
        }
        if (blank && !trimmed.empty()) trimmed += ' ';
        blank = false;
        trimmed += byte;
    }
    return trimmed;
}

using CanonicalHeaders = std::map<std::string, std::string>;

/// Lower-case names with their values, several of one name joined by commas, in the order of names.
CanonicalHeaders canonical_headers(const HttpHeaders& headers) {
    CanonicalHeaders canonical;
    for (const HttpHeader& header : headers) {
        const auto [known, is_new] = canonical.try_emplace(in_lower_case(header.name),
                                                           without_needless_blanks(header.value));
        if (!is_new) known->second += ',' + without_needless_blanks(header.value);
    }
    return canonical;
}

std::string signed_names(const CanonicalHeaders& headers) {
    std::string names;
    for (const auto& [name, value] : headers)
        names += (names.empty() ? "" : ";") + name;
    return names;
}

std::string canonical_query(const QueryParameters& query) {
    std::vector<std::pair<std::string, std::string>> encoded;
    encoded.reserve(query.size());
    for (const auto& [name, value] : query)
        encoded.emplace_back(percent_encoded(name), percent_encoded(value));
    std::ranges::sort(encoded);
    std::string canonical;
    for (const auto& [name, value] : encoded)
        canonical += (canonical.empty() ? "" : "&") + name + '=' + value;
    return canonical;
}

/// Without empty segments, `.` and `..` (RFC 3986, section 5.2.4). A slash at the end stays.
std::string normalised(std::string_view path) {
    std::vector<std::string_view> segments;
    bool ends_in_folder = true;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        const std::string_view segment = path.substr(0, slash);
        ends_in_folder = slash != std::string_view::npos || segment == "." || segment == "..";
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
        if (segment == ".." && !segments.empty()) segments.pop_back();
        if (!segment.empty() && segment != "." && segment != "..") segments.push_back(segment);
    }
    std::string resolved;
    for (const std::string_view segment : segments)
        resolved.append("/").append(segment);
    if (ends_in_folder || resolved.empty()) resolved += '/';
    return resolved;
}

std::string canonical_path(std::string_view path, PathRule rule) {
    switch (rule) {
        case PathRule::as_sent:
            return std::string(path);
        case PathRule::encoded_again:
            return percent_encoded(path, Slash::kept);
        case PathRule::normalised:
            return percent_encoded(normalised(path), Slash::kept);
    }
    return {};
}

std::string canonical_request(const HttpRequest& request, const CanonicalHeaders& headers,
                              PathRule path_rule, std::string_view payload_hash) {
    std::string canonical = request.method + '\n' + canonical_path(request.path, path_rule) + '\n' +
                            canonical_query(request.query) + '\n';
    for (const auto& [name, value] : headers)
        canonical += name + ':' + value + '\n';
    canonical += '\n' + signed_names(headers) + '\n';
    canonical += payload_hash;
    return canonical;
}

}  // namespace

Signer::Signer(std::string region, std::string service, PathRule path_rule, Clock clock)
    : region_(std::move(region)),
      service_(std::move(service)),
      path_rule_(path_rule),
      clock_(std::move(clock)) {}

void Signer::sign(HttpRequest& request, const Credentials& credentials,
                  std::string_view payload_hash) const {
    const std::string date = amz_date(clock_());
    const std::string day = date.substr(0, kDayLength);
    request.headers.push_back({"Host", request.host()});
    request.headers.push_back({"X-Amz-Date", date});
    if (!credentials.session_token.empty())
        request.headers.push_back({"X-Amz-Security-Token", credentials.session_token.reveal()});
    const CanonicalHeaders headers = canonical_headers(request.headers);
    const std::string text = string_to_sign(
        date, sparkify::canonical_request(request, headers, path_rule_, payload_hash));
    const std::string signature =
        hex(hmac_sha256(key_of(day, credentials.secret_access_key), text));
    std::string authorization(kAlgorithm);
    authorization += " Credential=" + credentials.access_key_id + '/' + scope(day) +
                     ", SignedHeaders=" + signed_names(headers) + ", Signature=" + signature;
    request.headers.push_back({"Authorization", std::move(authorization)});
}

std::string Signer::canonical_request(const HttpRequest& request,
                                      std::string_view payload_hash) const {
    return sparkify::canonical_request(request, canonical_headers(request.headers), path_rule_,
                                       payload_hash);
}

std::string Signer::string_to_sign(const std::string& amz_date,
                                   const std::string& canonical_request) const {
    std::string text(kAlgorithm);
    text += '\n' + amz_date + '\n' + scope(std::string_view(amz_date).substr(0, kDayLength)) +
            '\n' + hex(sha256(canonical_request));
    return text;
}

std::string Signer::scope(std::string_view day) const {
    return std::string(day) + '/' + region_ + '/' + service_ + "/aws4_request";
}

Sha256Digest Signer::key_of(const std::string& day, const Secret& secret) const {
    const std::lock_guard lock(mutex_);
    if (day_key_.day == day && day_key_.secret_access_key == secret) return day_key_.key;
    const std::string start = "AWS4" + secret.reveal();
    const std::span start_bytes(reinterpret_cast<const std::uint8_t*>(start.data()), start.size());
    const Sha256Digest for_day = hmac_sha256(start_bytes, day);
    const Sha256Digest for_region = hmac_sha256(for_day, region_);
    const Sha256Digest for_service = hmac_sha256(for_region, service_);
    day_key_ = {day, secret, hmac_sha256(for_service, "aws4_request")};
    return day_key_.key;
}

}  // namespace sparkify
