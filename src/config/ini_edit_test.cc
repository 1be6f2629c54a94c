#include "config/ini_edit.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(IniEdit, ReplacesAValueAndNothingElse) {
    EXPECT_EQ(with_value("# mine\n[CLUSTER]\nHOST   =  'old'   \nDB_NAME=dwh\n", "CLUSTER", "HOST",
                         "new.host"),
              "# mine\n[CLUSTER]\nHOST   =  new.host\nDB_NAME=dwh\n");
}

TEST(IniEdit, FillsAnEmptyValue) {
    EXPECT_EQ(with_value("[CLUSTER]\nHOST=\n", "CLUSTER", "HOST", "h"), "[CLUSTER]\nHOST=h\n");
    EXPECT_EQ(with_value("[CLUSTER]\nHOST =\n", "CLUSTER", "HOST", "h"), "[CLUSTER]\nHOST = h\n");
    EXPECT_EQ(with_value("[CLUSTER]\nHOST = \n", "CLUSTER", "HOST", "h"), "[CLUSTER]\nHOST = h\n");
}

TEST(IniEdit, EmptiesAValue) {
    EXPECT_EQ(with_value("[CLUSTER]\nHOST = h\n", "CLUSTER", "HOST", ""), "[CLUSTER]\nHOST = \n");
}

TEST(IniEdit, FindsSectionAndKeyWithoutCaseAndWithColons) {
    EXPECT_EQ(with_value("[cluster] # here\nhost: old\n", "CLUSTER", "HOST", "new"),
              "[cluster] # here\nhost: new\n");
}

TEST(IniEdit, PassesOverCommentsAndOtherSections) {
    EXPECT_EQ(with_value("[S3]\nHOST = s\n[CLUSTER]\n# HOST = c\n", "CLUSTER", "HOST", "new"),
              "[S3]\nHOST = s\n[CLUSTER]\nHOST = new\n# HOST = c\n");
}

TEST(IniEdit, ChangesTheKeyThatCounts) {
    EXPECT_EQ(with_value("[A]\nK = 1\nK = 2\n", "A", "K", "3"), "[A]\nK = 1\nK = 3\n");
}

TEST(IniEdit, AddsAKeyToTheEndOfItsSection) {
    EXPECT_EQ(with_value("[CLUSTER]\nDB_NAME = dwh\n\n[S3]\nREGION = r\n", "CLUSTER", "HOST", "h"),
              "[CLUSTER]\nDB_NAME = dwh\nHOST = h\n\n[S3]\nREGION = r\n");
}

TEST(IniEdit, AddsASectionToTheEndOfTheFile) {
    EXPECT_EQ(with_value("[S3]\nREGION = r", "IAM_ROLE", "ARN", "arn:aws:iam::1:role/x"),
              "[S3]\nREGION = r\n\n[IAM_ROLE]\nARN = arn:aws:iam::1:role/x\n");
    EXPECT_EQ(with_value("", "A", "K", "v"), "[A]\nK = v\n");
}

TEST(IniEdit, KeepsLineEndsAsTheyAre) {
    EXPECT_EQ(with_value("[A]\r\nK = 1\r\n", "A", "K", "2"), "[A]\r\nK = 2\r\n");
    EXPECT_EQ(with_value("[A]\r\nK = 1\r\n", "B", "L", "2"),
              "[A]\r\nK = 1\r\n\r\n[B]\r\nL = 2\r\n");
}

}  // namespace
}  // namespace sparkify
