#include "aws/xml_answer.h"

#include <gtest/gtest.h>

namespace sparkify {
namespace {

constexpr const char* kClusters =
    "<DescribeClustersResponse xmlns='x'><DescribeClustersResult><Clusters><Cluster>"
    "<Endpoint><Address>host</Address><Port>5439</Port></Endpoint></Cluster><Cluster/></Clusters>"
    "</DescribeClustersResult></DescribeClustersResponse>";

TEST(XmlAnswer, HasItsResultInTheElementOfTheAction) {
    const XmlAnswer answer{std::string(kClusters)};
    EXPECT_TRUE(answer.is_of("DescribeClusters"));
    EXPECT_FALSE(answer.is_of("CreateCluster"));
    std::string hosts;
    answer.result("DescribeClusters").each("Clusters", [&](const XmlNode& cluster) {
        hosts += cluster.text("Endpoint/Address") + ";";
    });
    EXPECT_EQ(hosts, "host;;");
}

TEST(XmlAnswer, OfEc2IsItsResult) {
    const XmlAnswer answer{std::string(
        "<CreateSecurityGroupResponse><groupId>sg-1</groupId></CreateSecurityGroupResponse>")};
    EXPECT_EQ(answer.result("CreateSecurityGroup").text("groupId"), "sg-1");
}

TEST(XmlAnswer, WithoutSenseHasNothingInIt) {
    for (const std::string body : {"", "not found", "<a><b></a>", "{}"}) {
        const XmlAnswer answer(body);
        EXPECT_FALSE(answer.is_of("DescribeClusters")) << body;
        EXPECT_EQ(answer.result("DescribeClusters").text("Marker"), "") << body;
    }
}

}  // namespace
}  // namespace sparkify
