#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aws/query_service.h"
#include "aws/resource_tags.h"

namespace sparkify {

struct IamRole {
    std::string name;
    std::string arn;
    ResourceTags tags;
    std::string description = {};
};

/// Identity and Access Management (API of 2010-05-08): roles and their policies. It is global: one
/// endpoint for all regions of a partition. Not for use by several threads at once.
///
/// All calls throw what QueryService throws.
class IamClient {
  public:
    /// `region`: says which partition is meant. `account`: for the resources that errors name.
    IamClient(std::shared_ptr<AwsAccess> access, const std::string& region, std::string account,
              Rehearsal* rehearsal = nullptr);

    [[nodiscard]] std::optional<IamRole> find_role(const std::string& name);

    /// All of the account. IAM lists them without their tags.
    [[nodiscard]] std::vector<IamRole> roles();

    /// `trust`: the policy that says who may take the role on.
    IamRole create_role(const std::string& name, const std::string& trust,
                        const std::string& description, const ResourceTags& tags);
    /// Adds these tags, or replaces their values.
    void tag_role(const std::string& name, const ResourceTags& tags);
    /// Throws nothing where there is none.
    void delete_role(const std::string& name);

    /// Adds a policy to the role, or replaces it.
    void put_role_policy(const std::string& role, const std::string& policy,
                         const std::string& document);
    /// Those that are a part of the role; none where there is no role.
    [[nodiscard]] std::vector<std::string> role_policies(const std::string& role);
    void delete_role_policy(const std::string& role, const std::string& policy);

    /// The ARNs of those that were attached; none where there is no role.
    [[nodiscard]] std::vector<std::string> attached_policies(const std::string& role);
    void detach_policy(const std::string& role, const std::string& policy_arn);

  private:
    /// As a policy names the role, whether or not it exists.
    [[nodiscard]] std::string role_arn(const std::string& name) const;
    [[nodiscard]] ServiceCall call_on(const std::string& role, const char* action,
                                      const std::string& purpose) const;
    [[nodiscard]] std::vector<std::string> listed(const ServiceCall& call, const std::string& role,
                                                  const char* list, const char* field);
    void remove(const ServiceCall& call, const QueryParameters& parameters);

    std::string partition_;
    std::string account_;
    QueryService service_;
};

}  // namespace sparkify
