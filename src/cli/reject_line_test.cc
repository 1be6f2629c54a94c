#include "cli/reject_line.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(RejectLine, BeginsWithThePlace) {
    EXPECT_EQ(text_of({"/logs/a.json", 17, "ts", "yesterday", "not a whole number"}),
              "/logs/a.json:17: ts: not a whole number: yesterday");
}

TEST(RejectLine, LeavesOutWhatIsNotThere) {
    EXPECT_EQ(text_of({"/logs/a.json", 1, "", "", "no JSON"}), "/logs/a.json:1: no JSON");
}

TEST(RejectLine, IsOneLineWhateverTheValue) {
    const std::string line = text_of({"/a", 1, "", std::string(99, 'x') + "\n", "r"});
    EXPECT_EQ(line, "/a:1: r: " + std::string(59, 'x') + "…");
    EXPECT_EQ(text_of({"/a", 1, "", "x\ny", "r"}), "/a:1: r: x\\ny");
}

}  // namespace
}  // namespace sparkify
