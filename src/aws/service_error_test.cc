#include "aws/service_error.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

HttpResponse answer(int status, std::string body, HttpHeaders headers = {}) {
    return {status, std::move(headers), std::move(body)};
}

TEST(ServiceError, IsReadFromTheXmlOfS3) {
    const ServiceError error =
        service_error_in(answer(400, R"(<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AuthorizationHeaderMalformed</Code><Message>the region is wrong</Message>
<Region>eu-west-1</Region><RequestId>44425877</RequestId><HostId>x</HostId></Error>)"));
    EXPECT_EQ(error.code, "AuthorizationHeaderMalformed");
    EXPECT_EQ(error.region, "eu-west-1");
    EXPECT_EQ(error.text, "AuthorizationHeaderMalformed: the region is wrong (request 44425877)");
}

TEST(ServiceError, IsReadFromTheQueryProtocol) {
    const ServiceError error = service_error_in(answer(403, R"(<ErrorResponse>
<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized</Message></Error>
<RequestId>abc</RequestId></ErrorResponse>)"));
    EXPECT_EQ(error.text, "AccessDenied: not authorized (request abc)");
}

TEST(ServiceError, IsReadFromEc2) {
    const ServiceError error = service_error_in(answer(400, R"(<Response><Errors><Error>
<Code>InvalidGroup.NotFound</Code><Message>no such group</Message></Error></Errors>
<RequestID>abc</RequestID></Response>)"));
    EXPECT_EQ(error.text, "InvalidGroup.NotFound: no such group (request abc)");
}

TEST(ServiceError, IsReadFromJson) {
    const ServiceError error = service_error_in(
        answer(400, R"({"__type":"com.amazon.x#ConflictException","message":"it exists"})"));
    EXPECT_EQ(error.text, "ConflictException: it exists");
    EXPECT_EQ(
        service_error_in(answer(400, R"({"__type":"X"})", {{"x-amzn-RequestId", "abc"}})).text,
        "X (request abc)");
}

TEST(ServiceError, IsReadFromHeadersWhereThereIsNoBody) {
    const ServiceError error = service_error_in(
        answer(301, "", {{"X-Amz-Bucket-Region", "eu-central-1"}, {"x-amz-request-id", "abc"}}));
    EXPECT_EQ(error.region, "eu-central-1");
    EXPECT_EQ(error.text, "HTTP status 301 (request abc)");
}

TEST(ServiceError, IsTheStatusWhereTheBodySaysNothing) {
    for (const char* body : {"", "<html>", "{", "[]", "plain", R"({"__type":5})"})
        EXPECT_EQ(service_error_in(answer(500, body)).text, "HTTP status 500") << body;
}

Remedy remedy(int status, const std::string& code) {
    return remedy_for(
        {answer(status, code.empty() ? "" : "<Error><Code>" + code + "</Code></Error>")});
}

TEST(Remedy, TellsThrottlingFromFailure) {
    EXPECT_EQ(remedy(503, "SlowDown"), Remedy::throttling);
    EXPECT_EQ(remedy(400, "Throttling"), Remedy::throttling);
    EXPECT_EQ(remedy(429, ""), Remedy::throttling);
    EXPECT_EQ(remedy(503, ""), Remedy::throttling);
    EXPECT_EQ(remedy(500, "InternalError"), Remedy::retry);
    EXPECT_EQ(remedy(503, "ServiceUnavailable"), Remedy::retry);
    EXPECT_EQ(remedy(502, ""), Remedy::retry);
    EXPECT_EQ(remedy(400, "RequestTimeout"), Remedy::retry);
}

/// The codes of "standard mode" in the AWS SDKs' reference guide ("Retry behavior").
TEST(Remedy, KnowsTheCodesOfAllServices) {
    for (const char* code :
         {"Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
          "RequestThrottledException", "TooManyRequestsException", "RequestLimitExceeded",
          "ProvisionedThroughputExceededException", "TransactionInProgressException",
          "BandwidthLimitExceeded", "SlowDown", "EC2ThrottledException", "PriorRequestNotComplete",
          "DependentServiceRequestThrottlingFault"})
        EXPECT_EQ(remedy(400, code), Remedy::throttling) << code;
    for (const char* code :
         {"RequestTimeout", "RequestTimeoutException", "InternalError", "ServiceUnavailable"})
        EXPECT_EQ(remedy(400, code), Remedy::retry) << code;
    for (const int status : {500, 502, 504})
        EXPECT_EQ(remedy(status, ""), Remedy::retry) << status;
}

TEST(Remedy, IsNoneForWhatWillFailAgain) {
    EXPECT_EQ(remedy(403, "AccessDenied"), Remedy::none);
    EXPECT_EQ(remedy(404, "NoSuchKey"), Remedy::none);
    EXPECT_EQ(remedy(400, "LimitExceeded"), Remedy::none);
    EXPECT_EQ(remedy(501, "NotImplemented"), Remedy::none);
}

TEST(Remedy, RepeatsAfterTransportFailuresButNotWithAWrongCertificate) {
    const auto of = [](TransportTrouble trouble) {
        return remedy_for({HttpResponse(), TransportFailure{trouble, ""}});
    };
    EXPECT_EQ(of(TransportTrouble::broken), Remedy::retry);
    EXPECT_EQ(of(TransportTrouble::timed_out), Remedy::retry);
    EXPECT_EQ(of(TransportTrouble::resolving), Remedy::retry);
    EXPECT_EQ(of(TransportTrouble::tls), Remedy::none);
    EXPECT_EQ(of(TransportTrouble::stopped), Remedy::none);
}

}  // namespace
}  // namespace sparkify
