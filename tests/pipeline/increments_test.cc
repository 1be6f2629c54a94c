// Order does not matter, and doing it again changes nothing (docs/tables.md, "What must always be
// true", 1 and 2): generated objects in random portions.

#include <algorithm>
#include <random>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "generate/generate.h"
#include "pipeline/adversarial_data.h"
#include "pipeline/run_fixture.h"
#include "pipeline/table_text.h"
#include "pipeline/thoroughness.h"

namespace sparkify {
namespace {

Delivery generated(unsigned seed) {
    const TemporaryFolder folder;
    GenerateOptions options;
    options.directory = folder.path();
    options.seed = seed;
    options.events = by_thoroughness(1'500, 10'000);
    options.songs = by_thoroughness(80, 500);
    options.users = 25;
    options.days = 8;
    generate(options);
    return delivery_in(folder.path());
}

/// Deals every object out to one of the deliveries.
std::vector<Delivery> portions_of(const Delivery& all, std::mt19937& random, unsigned count) {
    std::vector<Delivery> portions(count);
    for (const auto& object : all.logs)
        portions[random() % count].logs.insert(object);
    for (const auto& object : all.songs)
        portions[random() % count].songs.insert(object);
    return portions;
}

/// Whether no two different events are the same play and no two records the same song.
bool has_no_contradictions(const ReadDelivery& read) {
    std::set<std::tuple<std::optional<std::int64_t>, std::optional<std::int64_t>, std::int64_t>>
        plays;
    std::set<std::string> songs;
    for (const auto& event : read.events)
        if (event.page == "NextSong" &&
            !plays.emplace(event.user_id, event.session_id, event.ts).second)
            return false;
    return std::ranges::all_of(read.songs,
                               [&](const auto& song) { return songs.insert(song.song_id).second; });
}

/// The object without the records after its first half.
std::string first_half(const std::string& bytes) {
    return bytes.substr(0, bytes.find('\n', bytes.size() / 2));
}

class Increments : public testing::TestWithParam<unsigned> {
  protected:
    void load(const Delivery& delivery) {
        runs_.run(delivery);
        const ReadDelivery read = read_by_oracle(delivery);
        oracle_.load(read.events, read.songs);
    }

    void expect_what_the_oracle_has() {
        EXPECT_EQ(difference(tables_of(runs_.warehouse(), RunNumbers::all),
                             tables_of(oracle_, RunNumbers::all)),
                  "");
    }

    Tables star(RunNumbers numbers) { return star_of(runs_.warehouse(), numbers); }

    Delivery all_ = generated(GetParam());
    std::mt19937 random_{GetParam()};
    EtlRuns runs_;
    oracle::OracleWarehouse oracle_;
};

TEST_P(Increments, InRandomPortionsEndInTheStarOfOneLoad) {
    for (const Delivery& portion : portions_of(all_, random_, 2 + random_() % 4)) {
        load(portion);
        expect_what_the_oracle_has();
    }
    const ReadDelivery read = read_by_oracle(all_);
    ASSERT_TRUE(has_no_contradictions(read));
    oracle::OracleWarehouse at_once;
    at_once.load(read.events, read.songs);
    EXPECT_EQ(difference(star(RunNumbers::none), star_of(at_once, RunNumbers::none)), "");
}

TEST_P(Increments, OnTheSameObjectsAgainLeaveTheStarAsItIs) {
    load(all_);
    const Tables before = star(RunNumbers::all);
    load(all_);
    EXPECT_EQ(difference(star(RunNumbers::all), before), "");
    runs_.open();
    load(all_);
    EXPECT_EQ(difference(star(RunNumbers::all), before), "");
    EXPECT_TRUE(runs_.report().matches.empty());
}

TEST_P(Increments, OfObjectsThatGrewAddOnlyWhatIsNew) {
    Delivery halves = all_;
    for (auto& [path, bytes] : halves.logs)
        bytes = first_half(bytes);
    load(halves);
    expect_what_the_oracle_has();
    load(all_);
    expect_what_the_oracle_has();
    const ReadDelivery read = read_by_oracle(all_);
    oracle::OracleWarehouse at_once;
    at_once.load(read.events, read.songs);
    EXPECT_EQ(difference(star(RunNumbers::none), star_of(at_once, RunNumbers::none)), "");
}

INSTANTIATE_TEST_SUITE_P(Seeds, Increments, testing::Range(1U, 1U + by_thoroughness(4, 20)),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace sparkify
