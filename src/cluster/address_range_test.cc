#include "cluster/address_range.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

TEST(AddressRange, OfOneAddressIsThatAlone) {
    EXPECT_EQ(checked_range("203.0.113.7"), "203.0.113.7/32");
    EXPECT_EQ(checked_range("2001:db8::7"), "2001:db8::7/128");
}

TEST(AddressRange, HasNothingBehindItsPrefix) {
    EXPECT_EQ(checked_range("10.1.2.3/8"), "10.0.0.0/8");
    EXPECT_EQ(checked_range("10.1.2.255/25"), "10.1.2.128/25");
    EXPECT_EQ(checked_range("10.1.2.3/0"), "0.0.0.0/0");
    EXPECT_EQ(checked_range("2001:DB8:0:1::1/48"), "2001:db8::/48");
}

TEST(AddressRange, IsNothingElse) {
    for (const std::string text :
         {"", "/8", "10.0.0/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x", "host",
          "2001:db8::/129", "10.0.0.256", " 10.0.0.1"})
        EXPECT_THROW(static_cast<void>(checked_range(text)), Error) << text;
}

TEST(AddressRange, IsOpenToTheWorldIfMuchOfItIsIn) {
    for (const std::string range : {"0.0.0.0/0", "128.0.0.0/1", "10.0.0.0/7", "::/0", "2000::/15"})
        EXPECT_TRUE(is_open_to_the_world(range)) << range;
    for (const std::string range : {"10.0.0.0/8", "203.0.113.7/32", "2001::/16"})
        EXPECT_FALSE(is_open_to_the_world(range)) << range;
}

}  // namespace
}  // namespace sparkify
