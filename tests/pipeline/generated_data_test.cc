// Generated data, loaded in one run: all seven tables and all rejects as the oracle has them.

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "generate/generate.h"
#include "pipeline/run_fixture.h"
#include "pipeline/table_text.h"
#include "pipeline/thoroughness.h"

namespace sparkify {
namespace {

struct Invention {
    GenerateOptions options;
    unsigned threads = 1;
};

/// table, object, line, column
using RejectKey = std::tuple<std::string, std::string, std::uint64_t, std::string>;
using RejectKeys = std::multiset<RejectKey>;

constexpr std::uint64_t kAnyNumber = 1'000'000;

RejectKeys keys_of(const ReadDelivery& read) {
    RejectKeys keys;
    for (const oracle::Reject& reject : read.rejected_events)
        keys.emplace("staging_events", reject.object, reject.line, reject.column);
    for (const oracle::Reject& reject : read.rejected_songs)
        keys.emplace("staging_songs", reject.object, reject.line, reject.column);
    return keys;
}

RejectKeys keys_of(const EtlRuns& runs) {
    RejectKeys keys;
    for (const TableRejects& table : runs.report().rejects)
        for (const Reject& reject : table.rejects)
            keys.emplace(table.table, runs.path_in_delivery(reject.object), reject.line,
                         reject.column);
    return keys;
}

RejectKeys keys_of(const std::vector<PlantedFault>& faults) {
    RejectKeys keys;
    for (const PlantedFault& fault : faults) {
        const std::size_t slash = fault.object.find('/');
        const bool log = fault.object.substr(0, slash) == "log_data";
        keys.emplace(log ? "staging_events" : "staging_songs", fault.object.substr(slash + 1),
                     fault.line, fault.column);
    }
    return keys;
}

RejectKeys recorded_keys(EtlRuns& runs) {
    RejectKeys keys;
    const ResultTable table = runs.warehouse().query(
        "SELECT table_name, object, line, COALESCE(column_name, '') FROM etl.rejects");
    for (const std::vector<Value>& row : table.rows)
        keys.emplace(std::get<std::string>(row[0]),
                     runs.path_in_delivery(std::get<std::string>(row[1])),
                     static_cast<std::uint64_t>(std::get<std::int64_t>(row[2])),
                     std::get<std::string>(row[3]));
    return keys;
}

/// To be compared by difference().
Tables as_table(const RejectKeys& keys) {
    oracle::RenderedTable rows;
    for (const auto& [table, object, line, column] : keys)
        rows.push_back(fmt::format("{}\t{}\t{}\t{}", table, object, line, column));
    std::ranges::sort(rows);
    return {{"rejects", rows}};
}

class GeneratedData : public testing::TestWithParam<Invention> {
  protected:
    GeneratedData() : runs_(GetParam().threads) {
        GenerateOptions options = GetParam().options;
        options.directory = folder_.path();
        summary_ = generate(options);
        delivery_ = delivery_in(folder_.path());
        read_ = read_by_oracle(delivery_);
        expected_.load(read_.events, read_.songs);
        runs_.run(delivery_, {.max_errors = kAnyNumber});
    }

    TemporaryFolder folder_;
    GenerateSummary summary_;
    Delivery delivery_;
    ReadDelivery read_;
    oracle::OracleWarehouse expected_;
    EtlRuns runs_;
};

TEST_P(GeneratedData, EndsInTheTablesAndRejectsOfTheOracle) {
    EXPECT_EQ(difference(tables_of(runs_.warehouse(), RunNumbers::all),
                         tables_of(expected_, RunNumbers::all)),
              "");
    EXPECT_EQ(difference(as_table(keys_of(runs_)), as_table(keys_of(read_))), "");
    EXPECT_EQ(difference(as_table(recorded_keys(runs_)), as_table(keys_of(read_))), "");
    EXPECT_EQ(difference(as_table(keys_of(runs_)), as_table(keys_of(summary_.faults))), "");
    EXPECT_EQ(read_.events.size(), summary_.events);
    EXPECT_EQ(read_.songs.size(), summary_.songs);
    EXPECT_GT(std::ranges::count_if(expected_.star().songplays,
                                    [](const auto& play) { return play.song_id.has_value(); }),
              0)
        << "no play is matched: the data shows too little";
}

std::vector<Invention> inventions() {
    std::vector<Invention> all;
    const unsigned seeds = by_thoroughness(3, 15);
    for (unsigned seed = 1; seed <= seeds; ++seed) {
        for (const bool faults : {false, true}) {
            GenerateOptions options;
            options.seed = seed;
            options.events = by_thoroughness(3'000, 20'000);
            options.songs = by_thoroughness(300, 2'000);
            options.users = 40;
            options.log_objects = seed % 3 == 0 ? 3 : 0;
            options.first_day = seed % 2 == 0 ? "2015-12-20" : "2018-11-01";
            options.faults = faults;
            all.push_back({options, 1 + seed % 2});
        }
    }
    return all;
}

INSTANTIATE_TEST_SUITE_P(Seeds, GeneratedData, testing::ValuesIn(inventions()),
                         [](const auto& test) {
                             return std::to_string(test.param.options.seed) +
                                    (test.param.options.faults ? "WithFaults" : "WithoutFaults");
                         });

}  // namespace
}  // namespace sparkify
