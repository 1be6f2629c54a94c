#include "base/temporary_file.h"

#include <string>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

std::string content_of(TemporaryFile& file) {
    file.rewind();
    std::string content(1'000, '\0');
    content.resize(file.read(content.data(), content.size()));
    return content;
}

TEST(TemporaryFileTest, ReadsWhatWasWritten) {
    TemporaryFile file("keep something");
    EXPECT_EQ(content_of(file), "");
    file.write("ab", 2);
    file.write("c", 1);
    EXPECT_EQ(content_of(file), "abc");
    EXPECT_EQ(content_of(file), "abc");
}

TEST(TemporaryFileTest, WritesToItsEndAlsoAfterReading) {
    TemporaryFile file("keep something");
    file.write("ab", 2);
    std::string first(1, '\0');
    file.rewind();
    EXPECT_EQ(file.read(first.data(), 1), 1U);
    file.write("c", 1);
    EXPECT_EQ(content_of(file), "abc");
}

}  // namespace
}  // namespace sparkify
