#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aws/query_service.h"
#include "aws/resource_tags.h"

namespace sparkify {

/// Who is let in by a security group.
struct IngressRule {
    std::string protocol;  ///< "tcp"; "-1" for all
    std::int32_t from_port = 0;
    std::int32_t to_port = 0;
    /// Address ranges of IPv4 and of IPv6, ids of security groups and of prefix lists.
    std::vector<std::string> sources;
};

struct SecurityGroup {
    std::string id;
    std::string name;
    std::string vpc;
    std::vector<IngressRule> rules;
    ResourceTags tags;
};

/// The Elastic Compute Cloud (API of 2016-11-15): networks and security groups. Not for use by
/// several threads at once.
///
/// All calls throw what QueryService throws.
class Ec2Client {
  public:
    Ec2Client(std::shared_ptr<AwsAccess> access, const std::string& region, std::string account,
              Rehearsal* rehearsal = nullptr);

    /// The id of the region's default VPC; nothing if it was deleted.
    [[nodiscard]] std::optional<std::string> default_vpc();

    [[nodiscard]] std::optional<SecurityGroup> find_group(const std::string& vpc,
                                                          const std::string& name);
    /// Those in whose tags `key` is `value`.
    [[nodiscard]] std::vector<SecurityGroup> tagged_groups(const std::string& key,
                                                           const std::string& value);
    /// Those that have a tag of that key, whatever its value is.
    [[nodiscard]] std::vector<SecurityGroup> tagged_groups(const std::string& key);

    /// Those of them that there are.
    [[nodiscard]] std::vector<SecurityGroup> groups_of_ids(const std::vector<std::string>& ids);

    /// Gives the id.
    std::string create_group(const std::string& vpc, const std::string& name,
                             const std::string& description, const ResourceTags& tags);

    /// Lets an address range in at a port. That it is let in already is fine.
    void let_in(const std::string& group_id, std::uint16_t port, const std::string& cidr,
                const std::string& description);

    /// That there is none is fine.
    void delete_group(const std::string& group_id);

  private:
    [[nodiscard]] std::string arn(const std::string& kind, const std::string& id) const;
    [[nodiscard]] std::vector<SecurityGroup> groups(const QueryParameters& parameters);

    std::string region_;
    std::string account_;
    QueryService service_;
};

}  // namespace sparkify
