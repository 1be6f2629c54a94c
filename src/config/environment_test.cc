#include "config/environment.h"

#include <cstdlib>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

TEST(ProcessEnvironment, ShowsWhatIsSet) {
    ::setenv("SPARKIFY_TEST_VARIABLE", "value", 1);
    EXPECT_EQ(process_environment()("SPARKIFY_TEST_VARIABLE"), "value");
    ::unsetenv("SPARKIFY_TEST_VARIABLE");
}

TEST(ProcessEnvironment, TakesAnEmptyVariableForUnset) {
    ::setenv("SPARKIFY_TEST_VARIABLE", "", 1);
    EXPECT_EQ(process_environment()("SPARKIFY_TEST_VARIABLE"), std::nullopt);
    ::unsetenv("SPARKIFY_TEST_VARIABLE");
    EXPECT_EQ(process_environment()("SPARKIFY_TEST_VARIABLE"), std::nullopt);
}

}  // namespace
}  // namespace sparkify
