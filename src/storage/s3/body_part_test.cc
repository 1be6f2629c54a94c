#include "storage/s3/body_part.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

const HttpResponse kWhole{200, {}, ""};

HttpResponse partial(const std::string& range) {
    return {206, {{"Content-Range", "bytes " + range}}, ""};
}

TEST(BodyPart, CollectsWhatComes) {
    BodyPart part({0, 6});
    EXPECT_TRUE(part.write(kWhole, "abc"));
    EXPECT_FALSE(part.complete());
    EXPECT_TRUE(part.write(kWhole, "def"));
    EXPECT_TRUE(part.complete());
    EXPECT_EQ(part.bytes(), "abcdef");
}

TEST(BodyPart, GoesOnWhereTheConnectionBroke) {
    BodyPart part({10, 6});
    part.begin_answer();
    EXPECT_TRUE(part.write(partial("10-15/100"), "abc"));
    EXPECT_EQ(part.rest().begin, 13U);
    EXPECT_EQ(part.rest().size, 3U);
    part.begin_answer();
    EXPECT_TRUE(part.write(partial("13-15/100"), "def"));
    EXPECT_EQ(part.bytes(), "abcdef");
}

TEST(BodyPart, PassesOverWhatItHasIfTheStoreKnowsNoRanges) {
    BodyPart part({0, 6});
    part.begin_answer();
    EXPECT_TRUE(part.write(kWhole, "abcd"));
    part.begin_answer();
    for (const char* bytes : {"a", "bcde", "f"})
        EXPECT_TRUE(part.write(kWhole, bytes));
    EXPECT_EQ(part.bytes(), "abcdef");
}

TEST(BodyPart, RefusesBytesFromBehindThoseItWants) {
    BodyPart part({0, 6});
    part.begin_answer();
    EXPECT_FALSE(part.write(partial("1-6/100"), "b"));
    EXPECT_EQ(part.received(), 0U);
}

TEST(BodyPart, RefusesAPartThatDoesNotSayWhichItIs) {
    BodyPart part({0, 6});
    part.begin_answer();
    EXPECT_FALSE(part.write({206, {}, ""}, "abc"));
}

TEST(BodyPart, RefusesMoreBytesThanItWants) {
    BodyPart part({0, 3});
    EXPECT_FALSE(part.write(kWhole, "abcd"));
    EXPECT_TRUE(part.too_long());
}

TEST(BodyPart, CanBeginAnew) {
    BodyPart part({0, 3});
    part.begin_answer();
    EXPECT_TRUE(part.write(kWhole, "xyz"));
    part.restart();
    part.begin_answer();
    EXPECT_TRUE(part.write(kWhole, "abc"));
    EXPECT_EQ(part.bytes(), "abc");
}

}  // namespace
}  // namespace sparkify
