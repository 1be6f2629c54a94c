#include "report/progress_line.h"

#include <gtest/gtest.h>

#include "report/display_width.h"

namespace sparkify {
namespace {

using namespace std::chrono_literals;

ProgressSnapshot half_loaded() {
    return {.step = "load staging_events",
            .done = 900'000,
            .total = 0,
            .unit = "records",
            .bytes_done = 430'000'000,
            .bytes_total = 952'000'000,
            .objects_done = 90,
            .objects_total = 200,
            .rejects = 0,
            .retries = 0,
            .elapsed = 2s};
}

Pace usual_pace() {
    return {.units_per_second = 450e3, .bytes_per_second = 215e6, .time_left = 2'300ms};
}

TEST(ProgressLine, HasAllPartsWhereThereIsRoom) {
    EXPECT_EQ(progress_line(half_loaded(), usual_pace(), {.width = 140, .unicode = true}),
              "load staging_events  ██████████▍░░░░░░░░░░░░   45 %  430 MB of 952 MB  "
              " 90 of 200 objects  900,000 records  215 MB/s  3 s left");
}

TEST(ProgressLine, IsPlainAsciiWithoutUnicode) {
    EXPECT_EQ(progress_line(half_loaded(), usual_pace(), {.width = 80}),
              "load staging_events  ######.......   45 %  430 MB of 952 MB  215 MB/s  3 s left");
}

TEST(ProgressLine, NeverTakesMoreThanTheWidth) {
    ProgressSnapshot snapshot = half_loaded();
    snapshot.rejects = 12'345;
    for (unsigned width = 1; width < 150; ++width) {
        const std::string line = progress_line(snapshot, usual_pace(), {width, true, false});
        EXPECT_LE(display_width(line), width);
        EXPECT_FALSE(line.empty());
    }
}

TEST(ProgressLine, KeepsWhatMattersMost) {
    EXPECT_EQ(progress_line(half_loaded(), usual_pace(), {.width = 40}),
              "load staging_events   45 %  3 s left");
    EXPECT_EQ(progress_line(half_loaded(), usual_pace(), {.width = 12}), "load stag...");
}

TEST(ProgressLine, RejectsAreShownWhenThereAreAny) {
    ProgressSnapshot snapshot = half_loaded();
    snapshot.rejects = 1;
    const std::string line = progress_line(snapshot, usual_pace(), {.width = 100});
    EXPECT_NE(line.find("  1 reject"), std::string::npos);
}

TEST(ProgressLine, RetriesAreShownWhenThereAreAny) {
    ProgressSnapshot snapshot = half_loaded();
    snapshot.retries = 2;
    const std::string line = progress_line(snapshot, usual_pace(), {.width = 100});
    EXPECT_NE(line.find("  2 retries"), std::string::npos);
}

TEST(ProgressLine, WithoutATotalShowsWhatIsDoneAndTheTime) {
    ProgressSnapshot snapshot;
    snapshot.step = "list objects";
    snapshot.unit = "objects";
    snapshot.done = 14'897;
    snapshot.elapsed = 61s;
    EXPECT_EQ(progress_line(snapshot,
                            {.units_per_second = 244.0, .bytes_per_second = {}, .time_left = {}},
                            {.width = 80}),
              "list objects  14,897 objects  244 objects/s  1 min 01 s");
}

TEST(ProgressLine, HundredPercentMeansDone) {
    ProgressSnapshot snapshot = half_loaded();
    snapshot.bytes_done = snapshot.bytes_total - 1;
    EXPECT_NE(progress_line(snapshot, {}, {.width = 80}).find(" 99 %"), std::string::npos);
}

TEST(ProgressLine, ColoursTakeNoRoom) {
    const std::string line =
        progress_line(half_loaded(), usual_pace(), {.width = 80, .unicode = true, .colour = true});
    EXPECT_EQ(line.find("\x1b[1mload staging_events\x1b[0m  \x1b[36m█████▉\x1b[0m"), 0U);
}

}  // namespace
}  // namespace sparkify
