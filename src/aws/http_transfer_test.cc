#include "aws/http_transfer.h"

#include <gtest/gtest.h>

#include "aws/http_client.h"
#include "aws/test_server.h"

namespace sparkify {
namespace {

using std::chrono::milliseconds;

HttpRequest request_to(const TestServer& server) {
    HttpRequest request;
    request.origin = server.url();
    return request;
}

TEST(HttpClient, BringsTheAnswer) {
    const TestServer server([](std::string_view) {
        return TestServer::Answer{404, "not here", "X-Name: a value \r\n"};
    });
    HttpClient client({});
    const HttpOutcome outcome = client.send(request_to(server));
    EXPECT_FALSE(outcome.failure);
    EXPECT_EQ(outcome.response.status, 404);
    EXPECT_EQ(outcome.response.body, "not here");
    EXPECT_EQ(outcome.response.header("x-name"), "a value");
}

TEST(HttpClient, GivesUpAServerThatStalls) {
    const TestServer server([](std::string_view) {
        std::this_thread::sleep_for(milliseconds(2'500));
        return TestServer::Answer{};
    });
    HttpSettings settings;
    settings.stall_timeout = milliseconds(1'000);
    HttpClient client(settings);
    const HttpOutcome outcome = client.send(request_to(server));
    ASSERT_TRUE(outcome.failure);
    EXPECT_EQ(outcome.failure->trouble, TransportTrouble::timed_out);
}

TEST(HttpClient, GivesUpARequestThatTakesTooLong) {
    const TestServer server([](std::string_view) {
        std::this_thread::sleep_for(milliseconds(1'000));
        return TestServer::Answer{};
    });
    HttpSettings settings;
    settings.request_timeout = milliseconds(200);
    HttpClient client(settings);
    const HttpOutcome outcome = client.send(request_to(server));
    ASSERT_TRUE(outcome.failure);
    EXPECT_EQ(outcome.failure->trouble, TransportTrouble::timed_out);
}

TEST(HttpClient, StopsWhenItIsAskedTo) {
    const TestServer server([](std::string_view) {
        std::this_thread::sleep_for(milliseconds(3'000));
        return TestServer::Answer{};
    });
    std::stop_source stop;
    HttpClient client({}, stop.get_token());
    const std::jthread stopper([&] {
        std::this_thread::sleep_for(milliseconds(100));
        stop.request_stop();
    });
    const HttpOutcome outcome = client.send(request_to(server));
    ASSERT_TRUE(outcome.failure);
    EXPECT_EQ(outcome.failure->trouble, TransportTrouble::stopped);
}

TEST(HttpClient, SaysThatNobodyListens) {
    HttpClient client({});
    HttpRequest request;
    request.origin = "http://127.0.0.1:1";
    const HttpOutcome outcome = client.send(request);
    ASSERT_TRUE(outcome.failure);
    EXPECT_EQ(outcome.failure->trouble, TransportTrouble::connecting);
}

}  // namespace
}  // namespace sparkify
