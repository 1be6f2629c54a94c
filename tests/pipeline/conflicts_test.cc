// Another transaction may get in between at any call of a run: the run begins again, and ends as if
// nothing had been. So it does when what it needs was made a moment ago and is not known yet.

#include <chrono>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

#include "oracle/sample_rows.h"
#include "pipeline/failing_warehouse.h"
#include "pipeline/run_fixture.h"
#include "pipeline/table_text.h"
#include "pipeline/thoroughness.h"

namespace sparkify {
namespace {

using oracle::play;
using oracle::song;

Delivery first_delivery() {
    return delivery_of({play(1, 10), play(2, 20)}, {song("s5", "a5")});
}

/// With a record that is rejected, so that rejects are counted once, too.
Delivery second_delivery() {
    Delivery delivery = delivery_of({play(1, 30), play(2, 40)}, {song("s4", "a4")});
    delivery.logs["bad.json"] = "{\"page\": \"NextSong\"}";
    return delivery;
}

struct Ending {
    Tables tables;
    std::int64_t records_read = 0;
    std::int64_t records_rejected = 0;
    std::string ledger;
};

Ending ending_of(EtlRuns& runs) {
    const RunAccount& account = runs.report().account;
    const auto counts = rendered(runs.warehouse().query(
        "SELECT (SELECT COUNT(*) FROM etl.runs), (SELECT COUNT(*) FROM etl.rejects), "
        "(SELECT COUNT(*) FROM etl.objects)"));
    return {tables_of(runs.warehouse(), RunNumbers::all), account.records_read,
            account.records_rejected, counts.at(0)};
}

TEST(Conflicts, AtAnyCallMakeTheRunBeginAgain) {
    EtlRuns undisturbed;
    undisturbed.run(first_delivery());
    undisturbed.run(second_delivery(), {.max_errors = 1});
    const Ending expected = ending_of(undisturbed);
    const std::uint64_t step = by_thoroughness(7, 1);
    for (std::uint64_t call = 1;; call += step) {
        EtlRuns runs;
        runs.run(first_delivery());
        FailingWarehouse warehouse(runs.warehouse());
        warehouse.conflict_at(call);
        runs.run(second_delivery(), {.max_errors = 1, .warehouse = &warehouse});
        if (!warehouse.has_met_conflict()) {
            EXPECT_GT(call, 40U);
            return;
        }
        ASSERT_EQ(runs.observer().warnings.size(), 1U) << "call " << call;
        EXPECT_NE(runs.observer().warnings[0].find("begins again (1 of 4)"), std::string::npos);
        const Ending actual = ending_of(runs);
        ASSERT_EQ(difference(actual.tables, expected.tables), "") << "call " << call;
        ASSERT_EQ(actual.records_read, expected.records_read) << "call " << call;
        ASSERT_EQ(actual.records_rejected, expected.records_rejected) << "call " << call;
        ASSERT_EQ(actual.ledger, expected.ledger) << "call " << call;
    }
}

TEST(WhatIsNotKnownYet, IsAwaited) {
    EtlRuns runs;
    FailingWarehouse warehouse(runs.warehouse());
    warehouse.load_too_early(3);
    runs.run(first_delivery(), {.warehouse = &warehouse, .patience = std::chrono::seconds(9)});
    ASSERT_EQ(runs.observer().warnings.size(), 1U);
    EXPECT_EQ(runs.report().run_id, 1);
    EXPECT_EQ(runs.report().account.plays_added, 2);
}

TEST(WhatIsNotKnownYet, IsNotAwaitedForEver) {
    EtlRuns runs;
    FailingWarehouse warehouse(runs.warehouse());
    warehouse.load_too_early(std::numeric_limits<std::uint64_t>::max());
    const auto error = runs.failure_of(
        first_delivery(), {.warehouse = &warehouse, .patience = std::chrono::milliseconds(50)});
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::access_denied);
    EXPECT_EQ(error->message().what, "the test's role is not known");
}

TEST(WhatIsNotKnownYet, IsAwaitedBesideConflicts) {
    EtlRuns runs;
    runs.run(first_delivery());
    FailingWarehouse warehouse(runs.warehouse());
    warehouse.load_too_early(1);
    warehouse.conflict_at(60);
    runs.run(
        second_delivery(),
        {.max_errors = 1, .warehouse = &warehouse, .patience = std::chrono::milliseconds(500)});
    EXPECT_TRUE(warehouse.has_met_conflict());
    EXPECT_EQ(runs.observer().warnings.size(), 2U);
    EXPECT_EQ(runs.report().account.records_rejected, 1);
}

}  // namespace
}  // namespace sparkify
