#include "aws/iam_client.h"

#include <utility>

#include <fmt/format.h>

#include "aws/endpoint.h"
#include "aws/query_request.h"

namespace sparkify {
namespace {

constexpr const char* kNoSuchEntity = "NoSuchEntity";

/// Where a partition has its IAM ("Service endpoints" of the AWS General Reference).
ServiceAddress address_in(const std::string& partition) {
    ServiceAddress address{AwsService::iam, "iam", "us-east-1", "iam.amazonaws.com"};
    if (partition == "aws-cn") {
        address.region = "cn-north-1";
        address.host = "iam.cn-north-1.amazonaws.com.cn";
    } else if (partition == "aws-us-gov") {
        address.region = "us-gov-west-1";
        address.host = "iam.us-gov.amazonaws.com";
    }
    return address;
}

IamRole role_in(const XmlNode& node) {
    IamRole role{node.text("RoleName"), node.text("Arn"), {}, node.text("Description")};
    node.each("Tags", [&](const XmlNode& tag) { role.tags[tag.text("Key")] = tag.text("Value"); });
    return role;
}

}  // namespace

IamClient::IamClient(std::shared_ptr<AwsAccess> access, const std::string& region,
                     std::string account, Rehearsal* rehearsal)
    : partition_(partition_of(region)),
      account_(std::move(account)),
      service_(std::move(access), address_in(partition_), "2010-05-08", rehearsal) {}

std::string IamClient::role_arn(const std::string& name) const {
    return fmt::format("arn:{}:iam::{}:role/{}", partition_, account_, name);
}

ServiceCall IamClient::call_on(const std::string& role, const char* action,
                               const std::string& purpose) const {
    return {action, fmt::format("{} {}", purpose, role), role_arn(role)};
}

std::optional<IamRole> IamClient::find_role(const std::string& name) {
    const ServiceCall call = call_on(name, "GetRole", "cannot look for the role");
    try {
        const XmlAnswer answer = service_.ask(call, {{"RoleName", name}});
        return role_in(answer.result(call.action).at("Role"));
    } catch (const ServiceFailure& failure) {
        if (failure.has_code(kNoSuchEntity)) return std::nullopt;
        throw;
    }
}

std::vector<IamRole> IamClient::roles() {
    std::vector<IamRole> found;
    service_.ask_pages(
        {"ListRoles", "cannot look for roles", "*"}, {}, {}, [&](const XmlNode& page) {
            page.each("Roles", [&](const XmlNode& role) { found.push_back(role_in(role)); });
        });
    return found;
}

IamRole IamClient::create_role(const std::string& name, const std::string& trust,
                               const std::string& description, const ResourceTags& tags) {
    const ServiceCall call = call_on(name, "CreateRole", "cannot create the role");
    QueryParameters parameters{
        {"RoleName", name}, {"AssumeRolePolicyDocument", trust}, {"Description", description}};
    add_tags(parameters, "Tags.member", tags);
    const XmlAnswer answer = service_.change(call, parameters);
    const std::string arn = answer.result(call.action).text("Role/Arn");
    return {name, arn.empty() ? role_arn(name) : arn, tags, description};
}

void IamClient::tag_role(const std::string& name, const ResourceTags& tags) {
    QueryParameters parameters{{"RoleName", name}};
    add_tags(parameters, "Tags.member", tags);
    service_.change(call_on(name, "TagRole", "cannot tag the role"), parameters);
}

void IamClient::delete_role(const std::string& name) {
    remove(call_on(name, "DeleteRole", "cannot delete the role"), {{"RoleName", name}});
}

void IamClient::put_role_policy(const std::string& role, const std::string& policy,
                                const std::string& document) {
    service_.change(call_on(role, "PutRolePolicy", "cannot write the policy of the role"),
                    {{"RoleName", role}, {"PolicyName", policy}, {"PolicyDocument", document}});
}

std::vector<std::string> IamClient::role_policies(const std::string& role) {
    return listed(call_on(role, "ListRolePolicies", "cannot list the policies of the role"), role,
                  "PolicyNames", nullptr);
}

void IamClient::delete_role_policy(const std::string& role, const std::string& policy) {
    remove(call_on(role, "DeleteRolePolicy", "cannot delete a policy of the role"),
           {{"RoleName", role}, {"PolicyName", policy}});
}

std::vector<std::string> IamClient::attached_policies(const std::string& role) {
    return listed(call_on(role, "ListAttachedRolePolicies", "cannot list the policies of the role"),
                  role, "AttachedPolicies", "PolicyArn");
}

void IamClient::detach_policy(const std::string& role, const std::string& policy_arn) {
    remove(call_on(role, "DetachRolePolicy", "cannot detach a policy from the role"),
           {{"RoleName", role}, {"PolicyArn", policy_arn}});
}

std::vector<std::string> IamClient::listed(const ServiceCall& call, const std::string& role,
                                           const char* list, const char* field) {
    std::vector<std::string> names;
    try {
        service_.ask_pages(call, {{"RoleName", role}}, {}, [&](const XmlNode& page) {
            page.each(list, [&](const XmlNode& entry) {
                names.push_back(field == nullptr ? entry.own_text() : entry.text(field));
            });
        });
    } catch (const ServiceFailure& failure) {
        if (!failure.has_code(kNoSuchEntity)) throw;
    }
    return names;
}

/// What is gone already is not to be removed.
void IamClient::remove(const ServiceCall& call, const QueryParameters& parameters) {
    try {
        service_.change(call, parameters);
    } catch (const ServiceFailure& failure) {
        if (!failure.has_code(kNoSuchEntity)) throw;
    }
}

}  // namespace sparkify
