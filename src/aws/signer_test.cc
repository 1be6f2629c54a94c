#include "aws/signer.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include <gtest/gtest.h>

#include "aws/amz_date.h"
#include "aws/percent_encoding.h"

namespace sparkify {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
    const std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return std::move(text).str();
}

QueryParameters query_in(std::string_view text) {
    QueryParameters query;
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        const std::size_t equals = pair.find('=');
        query.emplace_back(
            percent_decoded(pair.substr(0, equals)),
            equals == std::string_view::npos ? "" : percent_decoded(pair.substr(equals + 1)));
    }
    return query;
}

/// A request as the vectors have it: a request line, headers (which may be folded), a body. The
/// Host becomes the origin.
HttpRequest request_in(const std::string& text) {
    HttpRequest request;
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    request.method = line.substr(0, line.find(' '));
    std::string target = line.substr(request.method.size() + 1);
    target.resize(target.rfind(' '));
    const std::size_t question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos)
        request.query = query_in(std::string_view(target).substr(question + 1));
    while (std::getline(lines, line) && !line.empty()) {
        if (line.front() == ' ') {
            request.headers.back().value += '\n' + line;
            continue;
        }
        const std::size_t colon = line.find(':');
        const HttpHeader header{line.substr(0, colon), line.substr(colon + 1)};
        if (header.name == "Host")
            request.origin = "https://" + header.value;
        else
            request.headers.push_back(header);
    }
    std::getline(lines, request.body, '\0');
    return request;
}

std::string authorization_of(const HttpRequest& request) {
    for (const HttpHeader& header : request.headers)
        if (header.name == "Authorization") return header.value;
    return {};
}

std::string signature_of(const HttpRequest& request) {
    const std::string authorization = authorization_of(request);
    return authorization.substr(authorization.rfind('=') + 1);
}

Clock clock_at(std::string_view iso_time) {
    return [time = parse_iso_time(iso_time).value()] { return time; };
}

/// One folder of AWS's test suite for Signature Version 4.
class SignerVectors : public testing::TestWithParam<std::string> {};

TEST_P(SignerVectors, AreSignedAsAwsSignsThem) {
    const fs::path folder = fs::path(SPARKIFY_SIGNING_VECTORS) / GetParam();
    const auto context = nlohmann::json::parse(text_of(folder / "context.json"));
    const auto& keys = context.at("credentials");
    const bool token_is_signed = !context.value("omit_session_token", false);
    const Credentials credentials{
        keys.at("access_key_id"), Secret(keys.at("secret_access_key")),
        Secret(token_is_signed ? keys.value("token", "") : std::string())};
    const Signer signer(
        context.at("region"), context.at("service"),
        context.at("normalize").get<bool>() ? PathRule::normalised : PathRule::encoded_again,
        clock_at(context.at("timestamp").get<std::string>()));
    HttpRequest request = request_in(text_of(folder / "request.txt"));
    const std::string hash = hex(sha256(request.body));
    if (context.at("sign_body").get<bool>())
        request.headers.push_back({"X-Amz-Content-Sha256", hash});

    signer.sign(request, credentials, hash);

    EXPECT_EQ(signature_of(request), text_of(folder / "header-signature.txt"));
    request.headers.pop_back();
    const std::string canonical = signer.canonical_request(request, hash);
    EXPECT_EQ(canonical, text_of(folder / "header-canonical-request.txt"));
    EXPECT_EQ(signer.string_to_sign("20150830T123600Z", canonical),
              text_of(folder / "header-string-to-sign.txt"));
}

std::vector<std::string> vectors_at_hand() {
    std::vector<std::string> names;
    std::error_code absent;
    for (const fs::directory_entry& entry :
         fs::directory_iterator(SPARKIFY_SIGNING_VECTORS, absent))
        names.push_back(entry.path().filename());
    std::ranges::sort(names);
    return names;
}

std::string as_test_name(const testing::TestParamInfo<std::string>& info) {
    std::string name = info.param;
    std::ranges::replace(name, '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Aws, SignerVectors, testing::ValuesIn(vectors_at_hand()), as_test_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SignerVectors);

TEST(SignerVectors, AreThirtyEightWhereTheyArePresent) {
    if (!fs::exists(SPARKIFY_SIGNING_VECTORS)) GTEST_SKIP() << "AWS's vectors are not here";
    EXPECT_EQ(vectors_at_hand().size(), 38U);
}

const Credentials kLongTerm{"AKIAEXAMPLE", Secret("secret/with+signs")};
constexpr std::string_view kTime = "2026-11-27T01:02:03Z";

Signer s3_signer() {
    return {"eu-west-1", "s3", PathRule::as_sent, clock_at(kTime)};
}

HttpRequest get(std::string path, QueryParameters query = {}) {
    HttpRequest request;
    request.origin = "https://bucket.s3.eu-west-1.amazonaws.com";
    request.path = std::move(path);
    request.query = std::move(query);
    request.headers = {{"X-Amz-Content-Sha256", std::string(kEmptyPayloadHash)}};
    return request;
}

std::string signature_of_s3_get(const std::string& path, QueryParameters query = {},
                                const Credentials& credentials = kLongTerm) {
    HttpRequest request = get(path, std::move(query));
    s3_signer().sign(request, credentials, kEmptyPayloadHash);
    return signature_of(request);
}

TEST(Signer, SignsThePathOfS3AsItIsSent) {
    HttpRequest request = get("/a//b/../%20%25");
    EXPECT_TRUE(s3_signer()
                    .canonical_request(request, kEmptyPayloadHash)
                    .starts_with("GET\n/a//b/../%20%25\n"));
}

TEST(Signer, ResolvesAndEncodesThePathOfOtherServicesAgain) {
    const Signer signer("eu-west-1", "sts", PathRule::normalised, clock_at(kTime));
    const auto path_line = [&](const std::string& path) {
        const std::string canonical = signer.canonical_request(get(path), kEmptyPayloadHash);
        return canonical.substr(4, canonical.find('\n', 4) - 4);
    };
    EXPECT_EQ(path_line("/"), "/");
    EXPECT_EQ(path_line("/a%20b"), "/a%2520b");
    EXPECT_EQ(path_line("/a/./b//../c"), "/a/c");
    EXPECT_EQ(path_line("/a/.."), "/");
    EXPECT_EQ(path_line("/../../a/"), "/a/");
}

TEST(Signer, OrdersQueryParametersByTheirEncodedNamesAndValues) {
    const HttpRequest request = get("/", {{"b", "2"}, {"a", "z"}, {"a", "b c"}, {"A", ""}});
    EXPECT_NE(
        s3_signer().canonical_request(request, kEmptyPayloadHash).find("\nA=&a=b%20c&a=z&b=2\n"),
        std::string::npos);
}

TEST(Signer, SignsTheSessionTokenAsAHeader) {
    HttpRequest request = get("/");
    s3_signer().sign(request, {"ASIAEXAMPLE", Secret("secret"), Secret("token")},
                     kEmptyPayloadHash);
    EXPECT_NE(authorization_of(request).find(
                  "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,"),
              std::string::npos);
}

TEST(Signer, DerivesAnotherKeyForAnotherSecretAndAnotherDay) {
    std::chrono::system_clock::time_point now = parse_iso_time(kTime).value();
    const Signer signer("eu-west-1", "s3", PathRule::as_sent, [&] { return now; });
    const auto sign = [&](const Credentials& credentials) {
        HttpRequest request = get("/");
        signer.sign(request, credentials, kEmptyPayloadHash);
        return signature_of(request);
    };
    const std::string first = sign(kLongTerm);
    EXPECT_NE(sign({"AKIAEXAMPLE", Secret("another")}), first);
    now += std::chrono::hours(24);
    EXPECT_NE(sign(kLongTerm), first);
    now -= std::chrono::hours(24);
    EXPECT_EQ(sign(kLongTerm), first);
}

TEST(Signer, LeavesTheDefaultPortOutOfTheHost) {
    HttpRequest request = get("/");
    request.origin = "https://example.com:443";
    EXPECT_EQ(request.host(), "example.com");
    request.origin = "http://localhost:8080";
    EXPECT_EQ(request.host(), "localhost:8080");
    request.origin = "http://localhost:80";
    EXPECT_EQ(request.host(), "localhost");
}

// The signatures below were made by botocore 1.29 (its S3SigV4Auth and SigV4Auth) for the same
// requests.

TEST(SignerLikeBotocore, PathsOfS3) {
    EXPECT_EQ(signature_of_s3_get("/"),
              "4f214054a547d4c9981183fb317c3bbb1dcb7f04dfc8c023a8bd19ef0bbd3dc4");
    EXPECT_EQ(signature_of_s3_get("/log_data/2018/11/2018-11-01-events.json"),
              "854a486864645fe27ea133f0b501942e8adac9b29b52bd0f62f1508eb8a9e078");
    EXPECT_EQ(signature_of_s3_get("/a//b/../%20%25"),
              "17ecd9baa330825e4433434911b2644a95f8896551d72845d339b4b1bb25b00c");
    EXPECT_EQ(signature_of_s3_get("/%C3%BCml%C3%A4ut%2B%3F%23/"),
              "5faff898b5099f7c89d9ab1df6b2d38b20588288b9f94006af50f19ac0c96e57");
    EXPECT_EQ(signature_of_s3_get("/~a-b._c"),
              "a8a11c4fe2eb2e6dd15ee1c42a8df6a866967d69a2ab89bd13fa9594633cccda");
}

TEST(SignerLikeBotocore, ListingOfS3) {
    EXPECT_EQ(signature_of_s3_get("/", {{"list-type", "2"},
                                        {"prefix", "log data/+"},
                                        {"encoding-type", "url"},
                                        {"continuation-token", "a==/b"}}),
              "156aa19219a8f7e0ec1106603fd4c7bc3aea981cefe4e80241317ad92a7c0ffc");
}

TEST(SignerLikeBotocore, SessionTokenOfS3) {
    EXPECT_EQ(
        signature_of_s3_get(
            "/key", {}, {"AKIAEXAMPLE", Secret("secret/with+signs"), Secret("session/token==")}),
        "a71ddcd7ff56d8ff780f262bc1e4dad47cdfb6163740708f07f3a0d26fc8e99c");
}

TEST(SignerLikeBotocore, HeadersOfS3) {
    HttpRequest request = get("/key");
    request.headers.push_back({"Range", "bytes=8-15"});
    request.headers.push_back({"If-Match", "\"0123\""});
    request.headers.push_back({"X-Amz-Request-Payer", "requester"});
    s3_signer().sign(request, kLongTerm, kEmptyPayloadHash);
    EXPECT_EQ(signature_of(request),
              "251d9b6e205c4b6377b4a35be1d5079209da2d79ca7636b2f5af6fefe0a69148");
}

TEST(SignerLikeBotocore, UnsignedPayloadOfS3) {
    HttpRequest request = get("/key");
    request.method = "PUT";
    request.body = "body";
    request.headers = {{"X-Amz-Content-Sha256", std::string(kUnsignedPayload)}};
    s3_signer().sign(request, kLongTerm, kUnsignedPayload);
    EXPECT_EQ(signature_of(request),
              "4c903e6f76e4738723dacc7a496a5516124ef8430e963b6d112e5df2fe86d67b");
}

TEST(SignerLikeBotocore, FormOfTheQueryProtocol) {
    HttpRequest request;
    request.method = "POST";
    request.origin = "https://sts.eu-west-1.amazonaws.com";
    request.body = "Action=GetCallerIdentity&Version=2011-06-15";
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    Signer("eu-west-1", "sts", PathRule::normalised, clock_at(kTime))
        .sign(request, kLongTerm, hex(sha256(request.body)));
    EXPECT_EQ(signature_of(request),
              "1198aca0c13ba3263970237999253d490e30359787c067452c37edde04bd1803");
}

TEST(SignerLikeBotocore, PathOfAnotherService) {
    HttpRequest request;
    request.origin = "https://example.amazonaws.com";
    request.path = "/a%20b//c/../d";
    Signer("eu-west-1", "service", PathRule::normalised, clock_at(kTime))
        .sign(request, kLongTerm, kEmptyPayloadHash);
    EXPECT_EQ(signature_of(request),
              "1ede10dac8dbbb2170242b823ef7d1c635594af9963203ac2f48413fd883d2b6");
}

}  // namespace
}  // namespace sparkify
