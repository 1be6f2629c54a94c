#include "storage/s3/s3_staging.h"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aws/digest.h"
#include "aws/test_server.h"
#include "storage/s3/test_access.h"

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

/// As much of S3 as keeps objects.
class Bucket {
  public:
    [[nodiscard]] TestServer::Answer respond(std::string_view request) {
        const std::lock_guard lock(mutex_);
        const std::string method(request.substr(0, request.find(' ')));
        const std::string target(
            request.substr(method.size() + 1, request.find(" HTTP/") - method.size() - 1));
        if (method == "PUT" && refuses_) return {403, "<Error><Code>AccessDenied</Code></Error>"};
        if (method == "PUT") return put(target, request);
        if (method == "DELETE" && keeps_) return {403, "<Error><Code>AccessDenied</Code></Error>"};
        if (method == "DELETE") return {objects_.erase(target) > 0 ? 204 : 404, ""};
        return list();
    }

    [[nodiscard]] std::map<std::string, std::string> objects() const { return objects_; }
    [[nodiscard]] const std::string& last_hash() const { return last_hash_; }
    void add(const std::string& target, const std::string& body) { objects_[target] = body; }
    void refuse() { refuses_ = true; }
    void keep() { keeps_ = true; }

  private:
    TestServer::Answer put(const std::string& target, std::string_view request) {
        constexpr std::string_view kHash = "X-Amz-Content-Sha256: ";
        const std::string_view body = request.substr(request.find("\r\n\r\n") + 4);
        const std::size_t hash = request.find(kHash);
        if (hash != std::string_view::npos) last_hash_ = request.substr(hash + kHash.size(), 64);
        objects_[target] = body;
        return {200, "", "ETag: \"abc\"\r\n"};
    }

    TestServer::Answer list() {
        std::string contents;
        for (const auto& [target, body] : objects_)
            contents +=
                fmt::format("<Contents><Key>{}</Key><Size>{}</Size><ETag>\"e\"</ETag></Contents>",
                            target.substr(std::string_view("/bucket/").size()), body.size());
        return {200, fmt::format("<ListBucketResult>{}</ListBucketResult>", contents)};
    }

    std::mutex mutex_;
    std::map<std::string, std::string> objects_;
    std::string last_hash_;
    bool refuses_ = false;
    bool keeps_ = false;
};

class S3StagingTest : public testing::Test {
  protected:
    [[nodiscard]] std::unique_ptr<S3Staging> staging() {
        return std::make_unique<S3Staging>(
            store_, "s3://bucket/staging", "redshift://cluster/db",
            [this](const Error& error) { leftovers_.emplace_back(error.what()); });
    }

    Bucket bucket_;
    TestServer server_{[this](std::string_view request) { return bucket_.respond(request); }};
    S3Store store_{access_to_s3_at(server_.url()), 0};
    std::vector<std::string> leftovers_;
};

TEST_F(S3StagingTest, WritesIntoAFolderOfTheWarehouse) {
    const auto staging = this->staging();
    const std::string location = staging->put("manifest.json", "{}");
    EXPECT_THAT(location, testing::AllOf(testing::StartsWith(staging->folder()),
                                         testing::EndsWith("-manifest.json")));
    EXPECT_THAT(staging->folder(),
                testing::MatchesRegex("s3://bucket/staging/sparkify-[0-9a-f]+/"));
    EXPECT_THAT(bucket_.objects(),
                ElementsAre(Pair(
                    "/bucket/" + location.substr(std::string_view("s3://bucket/").size()), "{}")));
}

TEST_F(S3StagingTest, NeitherWritesOverNorTakesAwayWhatIsAnothers) {
    auto lost_its_lock = this->staging();
    lost_its_lock->put("rows", "old");
    const auto staging = this->staging();
    staging->clear_leftovers();
    const std::string location = staging->put("rows", "new");
    lost_its_lock->put("rows", "old");
    lost_its_lock.reset();
    EXPECT_THAT(bucket_.objects(),
                ElementsAre(Pair(
                    "/bucket/" + location.substr(std::string_view("s3://bucket/").size()), "new")));
}

TEST_F(S3StagingTest, KnowsWhatRunsOfAWarehouseHaveWritten) {
    constexpr const char* kWarehouse = "redshift://cluster/db";
    const auto staging = this->staging();
    const std::string location = staging->put("part-0001.json.zst", "{}");
    const std::string key = location.substr(std::string_view("s3://bucket/").size());
    EXPECT_TRUE(is_staged_for(kWarehouse, key));
    EXPECT_TRUE(is_staged_for(kWarehouse, key.substr(std::string_view("staging/").size())));
    EXPECT_FALSE(is_staged_for("redshift://another/db", key));
    EXPECT_FALSE(is_staged_for(kWarehouse, "x" + key.substr(std::string_view("staging/").size())));
    const std::string folder = key.substr(0, key.rfind('/') + 1);
    for (const char* name : {"", "notes.txt", "0123456789abcdef", "0123456789abcdef-",
                             "0123456789abcdef0-x", "0123456789ABCDEF-x"})
        EXPECT_FALSE(is_staged_for(kWarehouse, folder + name)) << name;
}

TEST_F(S3StagingTest, OfATrialIsBesideTheWarehousesAndOfOneUser) {
    constexpr const char* kWarehouse = "redshift://cluster/db";
    const auto on_leftover = [](const Error&) {};
    const auto of_runs = this->staging();
    S3Staging mine =
        S3Staging::for_trial(store_, "s3://bucket/staging", kWarehouse, "me", on_leftover);
    const S3Staging yours =
        S3Staging::for_trial(store_, "s3://bucket/staging", kWarehouse, "you", on_leftover);
    EXPECT_FALSE(mine.folder().starts_with(of_runs->folder()));
    EXPECT_NE(mine.folder(), yours.folder());
    const std::string location = mine.put("manifest", "{}");
    const std::string key = location.substr(std::string_view("s3://bucket/").size());
    EXPECT_TRUE(is_staged_for(kWarehouse, key));
    EXPECT_FALSE(is_staged_for("redshift://another/db", key));
    const std::string other_folder = std::string(key).replace(key.find("-trial-"), 7, "-other-");
    EXPECT_FALSE(is_staged_for(kWarehouse, other_folder));
}

TEST_F(S3StagingTest, LeavesWhatIsYoungToWhoWorksThere) {
    const auto staging = this->staging();
    const std::string young = staging->put("manifest", "{}");
    const std::string folder = staging->folder().substr(std::string_view("s3:/").size());
    bucket_.add(folder + "5c0a1b2c01234567-manifest", "of 2018");
    bucket_.add(folder + "notes.txt", "of nobody");
    staging->clear_leftovers(std::chrono::hours(1));
    EXPECT_THAT(bucket_.objects(),
                ElementsAre(Pair(young.substr(std::string_view("s3:/").size()), "{}"),
                            Pair(folder + "notes.txt", "of nobody")));
}

TEST_F(S3StagingTest, SignsWhatItWrites) {
    const std::string body(300'000, 'x');
    const auto staging = this->staging();
    staging->put("rows", body);
    EXPECT_EQ(bucket_.last_hash(), hex(sha256(body)));
    EXPECT_EQ(bucket_.objects().begin()->second, body);
}

TEST_F(S3StagingTest, TakesAwayWhatItWrote) {
    bucket_.add("/bucket/staging/of_others", "x");
    auto staging = this->staging();
    staging->put("a", "1");
    staging->put("b", "2");
    EXPECT_EQ(bucket_.objects().size(), 3U);
    staging.reset();
    EXPECT_THAT(bucket_.objects(), ElementsAre(Pair("/bucket/staging/of_others", "x")));
    EXPECT_THAT(leftovers_, IsEmpty());
}

TEST_F(S3StagingTest, SaysWhatItCannotTakeAway) {
    auto staging = this->staging();
    staging->put("a", "1");
    bucket_.keep();
    staging.reset();
    EXPECT_THAT(leftovers_, ElementsAre(HasSubstr("cannot remove the object")));
}

TEST_F(S3StagingTest, TakesAwayWhatAKilledRunLeft) {
    const auto staging = this->staging();
    const std::string folder = staging->folder().substr(std::string_view("s3:/").size());
    bucket_.add(folder + "old", "x");
    staging->clear_leftovers();
    EXPECT_THAT(bucket_.objects(), IsEmpty());
}

TEST_F(S3StagingTest, SaysWhatPermissionIsMissing) {
    bucket_.refuse();
    const auto staging = this->staging();
    try {
        staging->put("a", "1");
        FAIL() << "it was written";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::access_denied);
        EXPECT_EQ(error.message().what, "cannot write the object");
        EXPECT_THAT(error.message().next_step, HasSubstr("s3:PutObject"));
    }
}

}  // namespace
}  // namespace sparkify
