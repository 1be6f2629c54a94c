#include "aws/ec2_client.h"

#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "aws/endpoint.h"
#include "aws/query_request.h"

namespace sparkify {
namespace {

IngressRule rule_in(const XmlNode& node) {
    IngressRule rule{node.text("ipProtocol"),
                     std::atoi(node.text("fromPort").c_str()),
                     std::atoi(node.text("toPort").c_str()),
                     {}};
    node.each("ipRanges",
              [&](const XmlNode& range) { rule.sources.push_back(range.text("cidrIp")); });
    node.each("ipv6Ranges",
              [&](const XmlNode& range) { rule.sources.push_back(range.text("cidrIpv6")); });
    node.each("groups",
              [&](const XmlNode& group) { rule.sources.push_back(group.text("groupId")); });
    node.each("prefixListIds",
              [&](const XmlNode& list) { rule.sources.push_back(list.text("prefixListId")); });
    return rule;
}

SecurityGroup group_in(const XmlNode& node) {
    SecurityGroup group{node.text("groupId"), node.text("groupName"), node.text("vpcId"), {}, {}};
    node.each("ipPermissions", [&](const XmlNode& rule) { group.rules.push_back(rule_in(rule)); });
    node.each("tagSet",
              [&](const XmlNode& tag) { group.tags[tag.text("key")] = tag.text("value"); });
    return group;
}

QueryParameters filters(const std::vector<std::pair<std::string, std::string>>& wanted) {
    QueryParameters parameters;
    int number = 0;
    for (const auto& [name, value] : wanted) {
        ++number;
        parameters.emplace_back(fmt::format("Filter.{}.Name", number), name);
        parameters.emplace_back(fmt::format("Filter.{}.Value.1", number), value);
    }
    return parameters;
}

}  // namespace

Ec2Client::Ec2Client(std::shared_ptr<AwsAccess> access, const std::string& region,
                     std::string account, Rehearsal* rehearsal)
    : region_(region),
      account_(std::move(account)),
      service_(std::move(access),
               {.service = AwsService::ec2, .name = "ec2", .region = region, .host = ""},
               "2016-11-15", rehearsal) {}

std::string Ec2Client::arn(const std::string& kind, const std::string& id) const {
    return fmt::format("arn:{}:ec2:{}:{}:{}/{}", partition_of(region_), region_, account_, kind,
                       id);
}

std::optional<std::string> Ec2Client::default_vpc() {
    const ServiceCall call{"DescribeVpcs", "cannot look for the default VPC", "*"};
    const XmlAnswer answer = service_.ask(call, filters({{"is-default", "true"}}));
    std::optional<std::string> id;
    answer.result(call.action).each("vpcSet", [&](const XmlNode& vpc) { id = vpc.text("vpcId"); });
    return id;
}

std::optional<SecurityGroup> Ec2Client::find_group(const std::string& vpc,
                                                   const std::string& name) {
    auto found = groups(filters({{"group-name", name}, {"vpc-id", vpc}}));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<SecurityGroup> Ec2Client::tagged_groups(const std::string& key,
                                                    const std::string& value) {
    return groups(filters({{"tag:" + key, value}}));
}

std::vector<SecurityGroup> Ec2Client::tagged_groups(const std::string& key) {
    return groups(filters({{"tag-key", key}}));
}

std::vector<SecurityGroup> Ec2Client::groups_of_ids(const std::vector<std::string>& ids) {
    if (ids.empty()) return {};
    // As a filter, since one that is gone would be an error otherwise.
    QueryParameters parameters{{"Filter.1.Name", "group-id"}};
    for (std::size_t number = 1; number <= ids.size(); ++number)
        parameters.emplace_back(fmt::format("Filter.1.Value.{}", number), ids[number - 1]);
    return groups(parameters);
}

std::vector<SecurityGroup> Ec2Client::groups(const QueryParameters& parameters) {
    const ServiceCall call{"DescribeSecurityGroups", "cannot look for security groups", "*"};
    std::vector<SecurityGroup> found;
    service_.ask_pages(call, parameters, {"nextToken", "NextToken"}, [&](const XmlNode& page) {
        page.each("securityGroupInfo",
                  [&](const XmlNode& group) { found.push_back(group_in(group)); });
    });
    return found;
}

std::string Ec2Client::create_group(const std::string& vpc, const std::string& name,
                                    const std::string& description, const ResourceTags& tags) {
    const ServiceCall call{"CreateSecurityGroup",
                           fmt::format("cannot create the security group {}", name),
                           arn("security-group", "*")};
    QueryParameters parameters{{"GroupName", name},
                               {"GroupDescription", description},
                               {"VpcId", vpc},
                               {"TagSpecification.1.ResourceType", "security-group"}};
    add_tags(parameters, "TagSpecification.1.Tag", tags);
    const std::string id = service_.change(call, parameters).result(call.action).text("groupId");
    return id.empty() ? fmt::format("(id of {})", name) : id;
}

void Ec2Client::let_in(const std::string& group_id, std::uint16_t port, const std::string& cidr,
                       const std::string& description) {
    const bool is_v6 = cidr.find(':') != std::string::npos;
    const std::string range =
        is_v6 ? "IpPermissions.1.Ipv6Ranges.1." : "IpPermissions.1.IpRanges.1.";
    const ServiceCall call{"AuthorizeSecurityGroupIngress",
                           fmt::format("cannot let {} in by the security group", cidr),
                           arn("security-group", group_id)};
    try {
        service_.change(call, {{"GroupId", group_id},
                               {"IpPermissions.1.IpProtocol", "tcp"},
                               {"IpPermissions.1.FromPort", std::to_string(port)},
                               {"IpPermissions.1.ToPort", std::to_string(port)},
                               {range + (is_v6 ? "CidrIpv6" : "CidrIp"), cidr},
                               {range + "Description", description}});
    } catch (const ServiceFailure& failure) {
        if (!failure.has_code("InvalidPermission.Duplicate")) throw;
    }
}

void Ec2Client::delete_group(const std::string& group_id) {
    const ServiceCall call{"DeleteSecurityGroup",
                           fmt::format("cannot delete the security group {}", group_id),
                           arn("security-group", group_id)};
    try {
        service_.change(call, {{"GroupId", group_id}});
    } catch (const ServiceFailure& failure) {
        if (!failure.has_code("InvalidGroup.NotFound")) throw;
    }
}

}  // namespace sparkify
