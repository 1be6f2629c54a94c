// Thousands of tiny runs on data that is all ties and NULLs, each compared with the oracle.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "pipeline/adversarial_data.h"
#include "pipeline/report_account.h"
#include "pipeline/run_fixture.h"
#include "pipeline/table_text.h"
#include "pipeline/thoroughness.h"

namespace sparkify {
namespace {

/// Everything that was loaded, if it is little enough to be read.
std::string as_json(const std::vector<Delivery>& deliveries) {
    std::string text;
    for (std::size_t i = 0; i < deliveries.size(); ++i) {
        text += fmt::format("run {}:\n", i + 1);
        for (const Objects* objects : {&deliveries[i].songs, &deliveries[i].logs})
            for (const auto& [path, bytes] : *objects)
                text += path + '\n' + bytes;
    }
    constexpr std::size_t kReadable = 20'000;
    return text.size() < kReadable ? text : "";
}

class AdversarialRuns : public testing::Test {
  protected:
    explicit AdversarialRuns(std::uint64_t rows_per_slice = 0) : runs_(1, 0, rows_per_slice) {}

    /// Loads a warehouse from empty in one to four runs.
    void load_anew(AdversarialData& data) {
        runs_.recreate();
        oracle::OracleWarehouse expected;
        std::vector<Delivery> deliveries;
        const bool many = data.one_in(4);
        for (unsigned run = 1 + data.below(4); run > 0; --run) {
            const auto events = data.events(many ? 24 : 5);
            const auto songs = data.songs(many ? 12 : 3);
            deliveries.push_back(delivery_of(events, songs));
            const oracle::LoadAccount account = expected.load(events, songs);
            runs_.run(deliveries.back());
            ASSERT_EQ(plays_added(runs_.report()), account.plays_added);
            if (deliveries.size() == 1) {
                ASSERT_EQ(match_counts(runs_.report()), match_counts(expected.star()));
            }
            ASSERT_EQ(difference(tables_of(runs_.warehouse(), RunNumbers::only_songplay_id),
                                 tables_of(expected, RunNumbers::only_songplay_id)),
                      "")
                << as_json(deliveries);
        }
        rebuild(expected, deliveries);
    }

    /// The star made anew from all loads at once is that of the loads one after the other.
    void rebuild(const oracle::OracleWarehouse& expected, const std::vector<Delivery>& deliveries) {
        runs_.run(deliveries.back(), {.kind = RunKind::rebuild});
        ASSERT_EQ(difference(star_of(runs_.warehouse(), RunNumbers::none),
                             star_of(expected, RunNumbers::none)),
                  "")
            << as_json(deliveries);
    }

    void load_many(unsigned warehouses, unsigned worlds) {
        for (unsigned seed = 1; seed <= warehouses; ++seed) {
            SCOPED_TRACE(fmt::format("seed {}", seed));
            AdversarialData data(seed, worlds, runs_.blanks_tell_ids());
            load_anew(data);
            if (HasFatalFailure()) return;
        }
    }

    EtlRuns runs_;
};

/// The same with loads that are cut into slices of hardly more than one row.
class AdversarialSlicedRuns : public AdversarialRuns {
  protected:
    AdversarialSlicedRuns() : AdversarialRuns(2) {}
};

TEST_F(AdversarialRuns, EndInTheTablesOfTheOracle) {
    load_many(by_thoroughness(20, 600), 1);
}

TEST_F(AdversarialRuns, OnManyWorldsAtOnceEndInTheTablesOfTheOracle) {
    load_many(by_thoroughness(12, 200), 100);
}

TEST_F(AdversarialSlicedRuns, EndInTheTablesOfTheOracle) {
    load_many(by_thoroughness(12, 200), 1);
}

TEST_F(AdversarialSlicedRuns, OnAFewWorldsAtOnceEndInTheTablesOfTheOracle) {
    load_many(by_thoroughness(4, 40), 5);
}

}  // namespace
}  // namespace sparkify
