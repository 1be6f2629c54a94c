#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aws/ec2_client.h"
#include "cluster/waiting.h"

namespace sparkify {

/// The security group that says who may connect to a cluster. Used by one thread.
class AccessGroup {
  public:
    /// `ec2` has to outlive this.
    AccessGroup(Ec2Client& ec2, std::string name, std::string identifier);

    /// Ours, wherever they are: more than one only if somebody has tagged another one, too.
    [[nodiscard]] std::vector<SecurityGroup> find_ours();

    /// The one in this VPC, or nothing. Throws Error(failed) for somebody else's of that name.
    [[nodiscard]] std::optional<SecurityGroup> find_in(const std::string& vpc);

    /// Makes it with these tags, unless it is there, and lets these ranges in. Others that are let
    /// in stay. Gives its id.
    std::string make(const std::string& vpc, const ResourceTags& tags, std::uint16_t port,
                     const std::vector<std::string>& ranges, Waiting& waiting,
                     ClusterObserver& observer);

    /// Removes ours, as soon as nothing uses them.
    void remove(Waiting& waiting, ClusterObserver& observer);

  private:
    [[nodiscard]] bool is_there(const std::string& id);
    [[nodiscard]] SecurityGroup found_or_created(const std::string& vpc, const ResourceTags& tags,
                                                 Waiting& waiting, ClusterObserver& observer);

    Ec2Client* ec2_;
    std::string name_;
    std::string identifier_;
};

/// "the security group sparkify-dwh (sg-0a1b)"
[[nodiscard]] std::string name_of(const SecurityGroup& group);

/// Those of the ranges that the group does not let in at the port.
[[nodiscard]] std::vector<std::string> ranges_not_let_in(const SecurityGroup& group,
                                                         std::uint16_t port,
                                                         std::vector<std::string> ranges);

/// Whether a rule is about a port.
[[nodiscard]] bool covers(const IngressRule& rule, std::uint16_t port);

}  // namespace sparkify
