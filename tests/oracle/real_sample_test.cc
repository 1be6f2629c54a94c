#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <gtest/gtest.h>

#include "oracle/record_reader.h"
#include "oracle/sample_rows.h"
#include "oracle/star.h"

namespace sparkify::oracle {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> objects_in(const fs::path& folder) {
    std::vector<fs::path> objects;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) objects.push_back(entry.path());
    }
    std::sort(objects.begin(), objects.end());
    return objects;
}

std::string content_of(const fs::path& object) {
    std::ifstream file(object, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

template <class Row, class Read>
std::vector<std::vector<Row>> rows_by_object(const fs::path& folder, Read read) {
    std::vector<std::vector<Row>> rows;
    for (const fs::path& object : objects_in(folder)) {
        const Records<Row> records = read(object.string(), content_of(object));
        EXPECT_TRUE(records.rejects.empty()) << object;
        rows.push_back(records.rows);
    }
    return rows;
}

template <class Row>
std::vector<Row> together(const std::vector<std::vector<Row>>& objects) {
    std::vector<Row> rows;
    for (const auto& object : objects)
        rows.insert(rows.end(), object.begin(), object.end());
    return rows;
}

class RealSample : public testing::Test {
  protected:
    void SetUp() override {
        const fs::path folder = SPARKIFY_SAMPLE;
        if (!fs::is_directory(folder)) GTEST_SKIP() << "the real data is not in " << folder;
        events_ = rows_by_object<StagingEvent>(folder / "log_data", read_events);
        songs_ = rows_by_object<StagingSong>(folder / "song_data", read_songs);
        account_ = warehouse_.load(together(events_), together(songs_));
    }

    [[nodiscard]] const Star& star() const { return warehouse_.star(); }

    std::vector<std::vector<StagingEvent>> events_;
    std::vector<std::vector<StagingSong>> songs_;
    OracleWarehouse warehouse_;
    LoadAccount account_;
};

TEST_F(RealSample, HasThePublishedNumbersOfRows) {
    EXPECT_EQ(events_.size(), 30U);
    EXPECT_EQ(warehouse_.staging_events().size(), 8056U);
    EXPECT_EQ(warehouse_.staging_songs().size(), 71U);
    EXPECT_EQ(star().songplays.size(), 6820U);
    EXPECT_EQ(star().users.size(), 97U);
    EXPECT_EQ(star().songs.size(), 71U);
    EXPECT_EQ(star().artists.size(), 69U);
    EXPECT_EQ(star().time.size(), 6813U);
}

TEST_F(RealSample, HasOneMatchedPlayAndAReasonForEachOther) {
    EXPECT_EQ(std::count_if(star().songplays.begin(), star().songplays.end(),
                            [](const Songplay& play) { return play.song_id.has_value(); }),
              1);
    const std::map<NoMatch, std::int64_t> expected{{NoMatch::no_such_title, 6816},
                                                   {NoMatch::title_by_another_artist, 3},
                                                   {NoMatch::another_duration, 0}};
    EXPECT_EQ(star().unmatched, expected);
}

TEST_F(RealSample, AccountsForEveryEvent) {
    const LoadAccount expected{
        .events = 8056, .songs = 71, .plays_added = 6820, .plays_known = 0, .no_plays = 1236};
    EXPECT_EQ(account_, expected);
}

TEST_F(RealSample, Has286EventsWithoutAUser) {
    const auto& events = warehouse_.staging_events();
    EXPECT_EQ(std::count_if(events.begin(), events.end(),
                            [](const StagingEvent& event) { return !event.user_id; }),
              286);
}

TEST_F(RealSample, KnowsUserWhoNeverPlayedAndUserWhoWentBackToPaid) {
    const auto user = [&](std::int64_t id) {
        return std::find_if(star().users.begin(), star().users.end(),
                            [id](const User& one) { return one.user_id == id; });
    };
    EXPECT_NE(user(21), star().users.end());
    ASSERT_NE(user(15), star().users.end());
    EXPECT_EQ(user(15)->level, "paid");
}

TEST_F(RealSample, EndsInTheSameStarObjectByObjectFromTheLastToTheFirst) {
    OracleWarehouse warehouse;
    std::reverse(events_.begin(), events_.end());
    std::reverse(songs_.begin(), songs_.end());
    for (const auto& object : events_) {
        warehouse.load(object, {});
    }
    for (const auto& object : songs_) {
        warehouse.load({}, object);
    }
    EXPECT_EQ(whole_star(warehouse.star()), whole_star(star()));
}

}  // namespace
}  // namespace sparkify::oracle
