#include "storage/local_store.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/test_folder.h"

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class LocalStoreTest : public testing::Test {
  protected:
    /// The keys at a location, both below the test's folder.
    std::vector<std::string> keys_at(const std::string& location) {
        const std::string root = folder_.path() + "/";
        std::vector<std::string> keys;
        for (const Object& object : store_.list(root + location)) {
            EXPECT_TRUE(object.key.starts_with(root)) << object.key;
            keys.push_back(object.key.substr(root.size()));
        }
        return keys;
    }

    ErrorCode code_of_listing(const std::string& location) {
        try {
            static_cast<void>(store_.list(location));
        } catch (const Error& error) {
            return error.code();
        }
        ADD_FAILURE() << "no error";
        return ErrorCode::failed;
    }

    std::string content_of(const Object& object, std::size_t portion = 4096) {
        const auto stream = store_.open(object);
        std::string content;
        std::string buffer(portion, '\0');
        while (const std::size_t count = stream->read(buffer))
            content += buffer.substr(0, count);
        return content;
    }

    const TestFolder folder_;
    LocalStore store_;
};

TEST_F(LocalStoreTest, ListsTheFilesOfAFolder) {
    folder_.write("b.json", "");
    folder_.write("a.json", "");
    EXPECT_THAT(keys_at(""), ElementsAre("a.json", "b.json"));
}

TEST_F(LocalStoreTest, ListsSubfoldersToAnyDepth) {
    folder_.write("2018/11/a.json", "");
    folder_.write("2018/b.json", "");
    folder_.write("c.json", "");
    EXPECT_THAT(keys_at(""), ElementsAre("2018/11/a.json", "2018/b.json", "c.json"));
}

TEST_F(LocalStoreTest, ListsEveryFileOfManyFoldersOnce) {
    std::vector<std::string> expected;
    for (int folder = 0; folder < 200; ++folder)
        for (const char* file : {"a.json", "b/c.json"}) {
            expected.push_back(std::to_string(folder) + "/" + file);
            folder_.write(expected.back(), "");
        }
    std::ranges::sort(expected);
    EXPECT_EQ(keys_at(""), expected);
}

TEST_F(LocalStoreTest, FollowsALinkToAFolder) {
    folder_.write("data/a.json", "");
    std::filesystem::create_directory_symlink(folder_.path() + "/data", folder_.path() + "/link");
    EXPECT_THAT(keys_at(""), ElementsAre("data/a.json", "link/a.json"));
}

TEST_F(LocalStoreTest, RefusesALinkToNowhere) {
    folder_.write("a.json", "");
    std::filesystem::create_symlink(folder_.path() + "/gone.json", folder_.path() + "/b.json");
    EXPECT_EQ(code_of_listing(folder_.path()), ErrorCode::unreachable);
}

TEST_F(LocalStoreTest, OrdersByTheBytesOfTheKeys) {
    folder_.write("a/x.json", "");
    folder_.write("a.json", "");
    folder_.write("B.json", "");
    folder_.write("\u00E9.json", "");
    folder_.write("z.json", "");
    folder_.write("10.json", "");
    folder_.write("9.json", "");
    EXPECT_THAT(keys_at(""), ElementsAre("10.json", "9.json", "B.json", "a.json", "a/x.json",
                                         "z.json", "\u00E9.json"));
}

TEST_F(LocalStoreTest, PassesOverNamesThatBeginWithADot) {
    folder_.write(".DS_Store", "");
    folder_.write(".git/a.json", "");
    folder_.write("a.json", "");
    EXPECT_THAT(keys_at(""), ElementsAre("a.json"));
}

TEST_F(LocalStoreTest, TakesADotNameThatTheLocationNames) {
    folder_.write(".hidden/.a.json", "");
    folder_.write(".hidden/b.json", "");
    EXPECT_THAT(keys_at(".hidden"), ElementsAre(".hidden/b.json"));
    EXPECT_THAT(keys_at(".hidden/.a.json"), ElementsAre(".hidden/.a.json"));
}

TEST_F(LocalStoreTest, ListsNothingInAnEmptyFolder) {
    EXPECT_THAT(keys_at(""), IsEmpty());
}

TEST_F(LocalStoreTest, TakesOneFile) {
    folder_.write("a.json", "");
    folder_.write("b.json", "");
    EXPECT_THAT(keys_at("a.json"), ElementsAre("a.json"));
}

TEST_F(LocalStoreTest, GivesTheSameKeysWithASlashBehindTheFolder) {
    folder_.write("logs/a.json", "");
    EXPECT_EQ(keys_at("logs/"), keys_at("logs"));
    EXPECT_EQ(keys_at("logs///"), keys_at("logs"));
}

TEST_F(LocalStoreTest, ExpandsAPattern) {
    folder_.write("2018-11-01-events.json", "");
    folder_.write("2018-11-02-events.json", "");
    folder_.write("2018-12-01-events.json", "");
    EXPECT_THAT(keys_at("2018-11-*.json"),
                ElementsAre("2018-11-01-events.json", "2018-11-02-events.json"));
    EXPECT_THAT(keys_at("2018-1[12]-01-events.json"),
                ElementsAre("2018-11-01-events.json", "2018-12-01-events.json"));
    EXPECT_THAT(keys_at("2018-1?-02-events.json"), ElementsAre("2018-11-02-events.json"));
}

TEST_F(LocalStoreTest, ReadsAFolderThatAPatternMatchesWithItsSubfolders) {
    folder_.write("A/B/x.json", "");
    folder_.write("A/y.json", "");
    folder_.write("C/z.json", "");
    EXPECT_THAT(keys_at("[AB]"), ElementsAre("A/B/x.json", "A/y.json"));
    EXPECT_THAT(keys_at("*/"), ElementsAre("A/B/x.json", "A/y.json", "C/z.json"));
}

TEST_F(LocalStoreTest, TakesTwoAsterisksForAnyNumberOfFolders) {
    for (const char* file : {"a.json", "2018/b.json", "2018/11/c.json", "2018/11/d.txt"})
        folder_.write(file, "");
    EXPECT_THAT(keys_at("**/*.json"), ElementsAre("2018/11/c.json", "2018/b.json", "a.json"));
    EXPECT_THAT(keys_at("2018/**/*.json"), ElementsAre("2018/11/c.json", "2018/b.json"));
    EXPECT_THAT(keys_at("2018/**"), ElementsAre("2018/11/c.json", "2018/11/d.txt", "2018/b.json"));
}

TEST_F(LocalStoreTest, ListsAFileOnceThatAPatternMatchesTwice) {
    folder_.write("x1/x2.json", "");
    EXPECT_THAT(keys_at("**/x*"), ElementsAre("x1/x2.json"));
}

TEST_F(LocalStoreTest, PassesOverDotNamesWhereAPatternDoesNotNameThem) {
    for (const char* file : {".a.json", ".git/b.json", "c.json"})
        folder_.write(file, "");
    EXPECT_THAT(keys_at("**/*.json"), ElementsAre("c.json"));
    EXPECT_THAT(keys_at(".*.json"), ElementsAre(".a.json"));
}

TEST_F(LocalStoreTest, GoesRoundNoCircleOfLinks) {
    folder_.write("data/a.json", "");
    std::filesystem::create_directory_symlink(folder_.path("data"), folder_.path("data/loop"));
    EXPECT_THAT(keys_at("data/**/a.json"), ElementsAre("data/a.json"));
}

TEST_F(LocalStoreTest, IsDeniedAFolderThatAPatternHasToLookInto) {
    folder_.write("11/a.json", "");
    folder_.write("12/a.json", "");
    folder_.close("12");
    const Unprivileged user;
    EXPECT_EQ(code_of_listing(folder_.path("*/*.json")), ErrorCode::access_denied);
    EXPECT_EQ(code_of_listing(folder_.path("**/*.json")), ErrorCode::access_denied);
}

TEST_F(LocalStoreTest, ListsNothingForAPatternWithoutMatches) {
    EXPECT_THAT(keys_at("*.json"), IsEmpty());
}

TEST_F(LocalStoreTest, RefusesAPatternInAFolderThatIsNotThere) {
    EXPECT_EQ(code_of_listing(folder_.path("absent/*.json")), ErrorCode::unreachable);
}

TEST_F(LocalStoreTest, TakesANameWithABracketForAFileBeforeItIsAPattern) {
    folder_.write("events[1].json", "");
    folder_.write("events1.json", "");
    EXPECT_THAT(keys_at("events[1].json"), ElementsAre("events[1].json"));
}

TEST_F(LocalStoreTest, TakesANameWithABracketForAPatternIfThereIsNoSuchFile) {
    folder_.write("events1.json", "");
    EXPECT_THAT(keys_at("events[1].json"), ElementsAre("events1.json"));
}

TEST_F(LocalStoreTest, FollowsALinkToAFile) {
    folder_.write("real/a.json", "content");
    std::filesystem::create_directory(folder_.path("links"));
    std::filesystem::create_symlink(folder_.path("real/a.json"), folder_.path("links/b.json"));
    const auto objects = store_.list(folder_.path("links"));
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_EQ(objects[0].size, 7U);
}

TEST_F(LocalStoreTest, RefusesALocationThatIsNotThere) {
    EXPECT_EQ(code_of_listing(folder_.path("absent")), ErrorCode::unreachable);
    EXPECT_EQ(code_of_listing(""), ErrorCode::unreachable);
}

TEST_F(LocalStoreTest, RefusesAFileTakenForAFolder) {
    folder_.write("a.json", "");
    EXPECT_EQ(code_of_listing(folder_.path("a.json/b.json")), ErrorCode::unreachable);
}

TEST_F(LocalStoreTest, NamesTheLocationAndTheNextStepInAnError) {
    try {
        static_cast<void>(store_.list(folder_.path("absent")));
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.message().place, folder_.path("absent"));
        EXPECT_FALSE(error.message().next_step.empty());
    }
}

TEST_F(LocalStoreTest, IsDeniedAFolderThatMayNotBeRead) {
    folder_.write("closed/a.json", "");
    folder_.close("closed");
    const Unprivileged user;
    EXPECT_EQ(code_of_listing(folder_.path("closed")), ErrorCode::access_denied);
}

TEST_F(LocalStoreTest, IsDeniedAFileThatMayNotBeRead) {
    const std::string file = folder_.write("closed.json", "");
    folder_.close("closed.json");
    const Unprivileged user;
    try {
        static_cast<void>(store_.open({file, 0, ""}));
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::access_denied);
    }
}

TEST_F(LocalStoreTest, RefusesToOpenAnObjectThatHasGone) {
    try {
        static_cast<void>(store_.open({folder_.path("gone.json"), 0, ""}));
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::unreachable);
        EXPECT_EQ(error.message().place, folder_.path("gone.json"));
    }
}

TEST_F(LocalStoreTest, KnowsTheSizeOfAnObject) {
    folder_.write("a.json", "12345");
    EXPECT_EQ(store_.list(folder_.path("a.json")).at(0).size, 5U);
}

TEST_F(LocalStoreTest, GivesAnotherVersionWhenTheContentChanges) {
    const std::string file = folder_.write("a.json", "1");
    const std::string before = store_.list(file).at(0).version;
    EXPECT_EQ(store_.list(file).at(0).version, before);
    folder_.write("a.json", "2");
    const auto written = std::filesystem::last_write_time(file);
    std::filesystem::last_write_time(file, written + std::chrono::nanoseconds(1));
    EXPECT_NE(store_.list(file).at(0).version, before);
}

TEST_F(LocalStoreTest, ReadsAnObjectFromFirstByteToLast) {
    std::string content;
    for (int i = 0; i < 10'000; ++i)
        content += static_cast<char>(i * 7);
    folder_.write("a.bin", content);
    const Object object = store_.list(folder_.path("a.bin")).at(0);
    EXPECT_EQ(content_of(object), content);
    EXPECT_EQ(content_of(object, 1), content);
}

TEST_F(LocalStoreTest, ReadsAnEmptyObject) {
    folder_.write("a.json", "");
    EXPECT_EQ(content_of(store_.list(folder_.path("a.json")).at(0)), "");
}

}  // namespace
}  // namespace sparkify
