#include "cluster/waiting.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

using testing::ElementsAre;

struct Observed final : ClusterObserver {
    std::vector<std::string> seen;

    void done(const std::string& what) override { seen.push_back("done " + what); }
    void exists(const std::string& what) override { seen.push_back("exists " + what); }
    void gone(const std::string& what) override { seen.push_back("gone " + what); }
    void waits(const std::string& what) override { seen.push_back(what); }
    void waited() override { seen.emplace_back("waited"); }
};

constexpr std::chrono::seconds kLong{60};

TEST(Waiting, LooksUntilItIsThere) {
    Observed observed;
    Waiting waiting(kLong, {}, observed, false);
    int looks = 0;
    waiting.until("the cluster dwh", [&]() -> std::optional<std::string> {
        if (++looks == 2) return std::nullopt;
        return "creating";
    });
    EXPECT_THAT(observed.seen, ElementsAre("the cluster dwh: creating", "waited"));
}

TEST(Waiting, SaysNothingOfWhatIsThereAlready) {
    Observed observed;
    Waiting(kLong, {}, observed, false).until("it", []() -> std::optional<std::string> {
        return std::nullopt;
    });
    EXPECT_TRUE(observed.seen.empty());
}

TEST(Waiting, EndsWithItsPatience) {
    Observed observed;
    Waiting waiting(std::chrono::seconds(0), {}, observed, false);
    const auto never = []() -> std::optional<std::string> { return "creating"; };
    try {
        waiting.until("the cluster dwh", never);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.message().what, "waited in vain for the cluster dwh");
        EXPECT_EQ(error.message().reason, "creating");
        EXPECT_NE(error.message().next_step.find("--timeout"), std::string::npos);
    }
}

TEST(Waiting, EndsWhenItIsAskedTo) {
    Observed observed;
    std::stop_source stop;
    stop.request_stop();
    Waiting waiting(kLong, stop.get_token(), observed, false);
    try {
        waiting.until("it", []() -> std::optional<std::string> { return "creating"; });
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::interrupted);
    }
}

TEST(Waiting, IsLeftOutOfARehearsalButWhatIsTriedIsNot) {
    Observed observed;
    Waiting waiting(kLong, {}, observed, true);
    int calls = 0;
    const auto call = [&]() -> std::optional<std::string> {
        ++calls;
        return std::nullopt;
    };
    waiting.until("it", call);
    EXPECT_EQ(calls, 0);
    waiting.try_until("it", call);
    waiting.settle("it", call);
    EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace sparkify
