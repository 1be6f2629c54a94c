#include "aws/pages.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

TEST(Pages, AreReadToTheLast) {
    std::vector<std::string> asked;
    read_pages("cannot list", "here", [&](const std::string& token) {
        asked.push_back(token);
        return asked.size() == 1 ? "second" : asked.size() == 2 ? "third" : "";
    });
    EXPECT_THAT(asked, testing::ElementsAre("", "second", "third"));
}

TEST(Pages, AreNotReadForEver) {
    try {
        read_pages("cannot list", "here", [](const std::string&) { return "again"; });
        FAIL() << "it goes on";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::unreachable);
        EXPECT_EQ(error.message().what, "cannot list");
        EXPECT_EQ(error.message().place, "here");
    }
}

}  // namespace
}  // namespace sparkify
