#include "pipeline/object_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "new /logs/a", one per object.
std::vector<std::string> states(const std::vector<PlannedObject>& plan) {
    std::vector<std::string> states;
    for (const PlannedObject& planned : plan)
        states.push_back(std::string(name_of(planned.state)) + " " + planned.object.key);
    return states;
}

std::vector<PlannedObject> plan(const std::vector<Object>& listed,
                                const std::vector<KnownObject>& known,
                                const std::string& location = "/logs",
                                KnownObjects what_is_known = KnownObjects::kept) {
    return plan_objects(listed, known, location, what_is_known);
}

TEST(ObjectPlan, IsEmptyWhereThereIsNothing) {
    EXPECT_THAT(plan({}, {}), IsEmpty());
}

TEST(ObjectPlan, LoadsWhatWasNeverLoaded) {
    EXPECT_THAT(states(plan({{"/logs/a", 1, "1"}}, {{"/logs/b", 1, "1", 1}}, "/other")),
                ElementsAre("new /logs/a"));
}

TEST(ObjectPlan, LeavesAloneWhatIsAsItWasLoaded) {
    EXPECT_THAT(states(plan({{"/logs/a", 1, "1"}}, {{"/logs/a", 1, "1", 7}})),
                ElementsAre("unchanged /logs/a"));
}

TEST(ObjectPlan, LoadsAgainWhatHasAnotherSizeOrVersion) {
    const std::vector<KnownObject> known{{"/logs/a", 1, "1", 7}, {"/logs/b", 1, "1", 7}};
    const auto changed = plan({{"/logs/a", 2'000, "1"}, {"/logs/b", 1, "2"}}, known);
    EXPECT_THAT(states(changed), ElementsAre("changed /logs/a", "changed /logs/b"));
    EXPECT_EQ(changed[0].reason, "2.0 kB instead of 1 B that run 7 loaded");
    EXPECT_EQ(changed[1].reason, "written again since run 7 loaded it");
}

TEST(ObjectPlan, NamesWhatHasVanishedFromTheLocation) {
    const std::vector<KnownObject> known{{"/logs/a", 1, "1", 1}, {"/logs2/b", 1, "1", 1}};
    EXPECT_THAT(states(plan({}, known)), ElementsAre("vanished /logs/a"));
    EXPECT_THAT(states(plan({}, known, "/logs2/")), ElementsAre("vanished /logs2/b"));
}

TEST(ObjectPlan, NamesAllThatHasVanishedIfItIsToBeForgotten) {
    const auto forgotten = plan({}, {{"/other/a", 1, "1", 3}}, "/logs", KnownObjects::forgotten);
    EXPECT_THAT(states(forgotten), ElementsAre("vanished /other/a"));
    EXPECT_EQ(forgotten[0].reason, "loaded by run 3; its rows are forgotten");
    const auto again =
        plan({{"/logs/a", 1, "1"}}, {{"/logs/a", 1, "1", 3}}, "/logs", KnownObjects::forgotten);
    EXPECT_EQ(again[0].reason, "loaded by run 3, to be loaded again");
}

TEST(ObjectPlan, NamesWhatHasVanishedFromAPattern) {
    const std::vector<KnownObject> known{{"/logs/a.json", 1, "1", 1}, {"/logs/b.txt", 1, "1", 1}};
    EXPECT_THAT(states(plan({}, known, "/l*/*.json")), ElementsAre("vanished /logs/a.json"));
    EXPECT_THAT(states(plan({}, {{"/log[1]/a", 1, "1", 1}}, "/log[1]")),
                ElementsAre("vanished /log[1]/a"));
}

}  // namespace
}  // namespace sparkify
