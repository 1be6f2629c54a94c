// A transform is passed over where there is nothing for it to work on (`-- needs:` at its top).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oracle/sample_rows.h"
#include "pipeline/model_folder.h"
#include "pipeline/run_fixture.h"

namespace sparkify {
namespace {

using oracle::play;
using oracle::song;
using testing::AllOf;
using testing::Contains;
using testing::Not;

TEST(TransformNeeds, OfPlaysAreNotThereWhereThereAreOnlySongs) {
    EtlRuns runs;
    runs.run(delivery_of({}, {song("s", "a")}));
    EXPECT_THAT(
        runs.observer().steps,
        AllOf(Contains("transform artists"), Not(Contains("transform users")),
              Not(Contains("transform song_matches")), Not(Contains("transform songplays"))));
}

TEST(TransformNeeds, OfMatchesAreThereWhenSongsComeAfterEvents) {
    EtlRuns runs;
    runs.run(delivery_of({play(1, 10)}, {}));
    runs.run(delivery_of({}, {song("s", "a")}));
    EXPECT_THAT(runs.observer().steps,
                AllOf(Contains("transform songplay_matches"), Not(Contains("transform users")),
                      Not(Contains("transform songplays"))));
}

TEST(TransformNeeds, OfEarlierPlaysAreNotThereInAFirstLoadOrARebuild) {
    EtlRuns runs;
    const auto rematches = Contains("transform songplay_matches");
    runs.run(delivery_of({play(1, 10)}, {song("s", "a")}));
    EXPECT_THAT(runs.observer().steps, Not(rematches));
    runs.run(delivery_of({play(1, 20)}, {}));
    EXPECT_THAT(runs.observer().steps, rematches);
    runs.run(Delivery(), {.kind = RunKind::rebuild});
    EXPECT_THAT(runs.observer().steps, Not(rematches));
}

TEST(TransformNeeds, AreOfKnownKinds) {
    const ModelFolder folder;
    folder.write("transform/8_other.sql", "-- needs: luck\nSELECT 1;");
    const Model model = folder.read();
    EtlRuns runs;
    const auto error = runs.failure_of(delivery_of({play(1, 10)}, {}), {.model = &model});
    ASSERT_TRUE(error.has_value());
    EXPECT_EQ(error->code(), ErrorCode::configuration);
    EXPECT_EQ(error->message().reason, "luck");
}

}  // namespace
}  // namespace sparkify
