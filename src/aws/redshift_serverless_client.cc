#include "aws/redshift_serverless_client.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include <fmt/format.h>

#include "aws/amz_date.h"
#include "aws/endpoint.h"
#include "base/error.h"

namespace sparkify {
namespace {

using Document = JsonService::Document;

constexpr const char* kNotFound = "ResourceNotFound";

std::string text(const Document& document, const char* name) {
    const auto found = document.find(name);
    return found != document.end() && found->is_string() ? found->get<std::string>() : "";
}

std::uint32_t number(const Document& document, const char* name) {
    const auto found = document.find(name);
    return found != document.end() && found->is_number() ? found->get<std::uint32_t>() : 0;
}

bool is_true(const Document& document, const char* name) {
    const auto found = document.find(name);
    return found != document.end() && found->is_boolean() && found->get<bool>();
}

std::vector<std::string> texts(const Document& document, const char* name) {
    std::vector<std::string> list;
    if (const auto found = document.find(name); found != document.end())
        for (const Document& entry : *found)
            if (entry.is_string()) list.push_back(entry.get<std::string>());
    return list;
}

/// Seconds since 1970, or ISO 8601, which the model of the API asks for.
std::optional<std::chrono::system_clock::time_point> time(const Document& document,
                                                          const char* name) {
    const auto found = document.find(name);
    if (found == document.end()) return std::nullopt;
    if (found->is_string()) return parse_iso_time(found->get<std::string>());
    if (!found->is_number()) return std::nullopt;
    const auto seconds = static_cast<std::int64_t>(std::floor(found->get<double>()));
    return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
}

/// "arn:..." is given as "IamRole(applyStatus=in-sync, iamRoleArn=arn:...)".
std::string role_arn_in(const std::string& role) {
    const std::size_t begin = role.find("arn:");
    if (begin == std::string::npos) return role;
    return role.substr(begin, role.find_first_of(",)", begin) - begin);
}

Document tag_list(const ResourceTags& tags) {
    Document list = Document::array();
    for (const auto& [key, value] : tags)
        list.push_back({{"key", key}, {"value", value}});
    return list;
}

RedshiftNamespace namespace_in(const Document& document) {
    RedshiftNamespace found;
    found.name = text(document, "namespaceName");
    found.arn = text(document, "namespaceArn");
    found.status = text(document, "status");
    found.database = text(document, "dbName");
    found.user = text(document, "adminUsername");
    for (const std::string& role : texts(document, "iamRoles"))
        found.role_arns.push_back(role_arn_in(role));
    found.default_role = role_arn_in(text(document, "defaultIamRoleArn"));
    found.secret_arn = text(document, "adminPasswordSecretArn");
    found.created = time(document, "creationDate");
    return found;
}

RedshiftWorkgroup workgroup_in(const Document& document) {
    RedshiftWorkgroup found;
    found.name = text(document, "workgroupName");
    found.namespace_name = text(document, "namespaceName");
    found.arn = text(document, "workgroupArn");
    found.status = text(document, "status");
    if (const auto endpoint = document.find("endpoint");
        endpoint != document.end() && endpoint->is_object()) {
        found.host = text(*endpoint, "address");
        found.port = static_cast<std::uint16_t>(number(*endpoint, "port"));
    }
    found.base_capacity = number(document, "baseCapacity");
    found.security_groups = texts(document, "securityGroupIds");
    found.publicly_accessible = is_true(document, "publiclyAccessible");
    return found;
}

/// Of all pages, what is in the list of that name.
template <typename Resource>
std::vector<Resource> all_of(JsonService& service, const ServiceCall& call, const char* list,
                             Resource (*read)(const Document&)) {
    std::vector<Resource> found;
    service.ask_pages(call, Document::object(), "nextToken", [&](const Document& page) {
        for (const Document& entry : page.value(list, Document::array()))
            found.push_back(read(entry));
    });
    return found;
}

}  // namespace

RedshiftServerlessClient::RedshiftServerlessClient(std::shared_ptr<AwsAccess> access,
                                                   const std::string& region, std::string account,
                                                   Rehearsal* rehearsal)
    : region_(region),
      account_(std::move(account)),
      service_(std::move(access),
               {.service = AwsService::redshift_serverless,
                .name = "redshift-serverless",
                .region = region,
                .host = ""},
               "RedshiftServerless", rehearsal) {}

/// The ARNs of both end in an id that nobody knows beforehand.
ServiceCall RedshiftServerlessClient::call_on(const char* kind, const std::string& name,
                                              const char* action,
                                              const std::string& purpose) const {
    return {action, fmt::format("{} {}", purpose, name),
            fmt::format("arn:{}:redshift-serverless:{}:{}:{}/*", partition_of(region_), region_,
                        account_, kind)};
}

std::optional<RedshiftNamespace> RedshiftServerlessClient::find_namespace(const std::string& name) {
    try {
        const Document answer = service_.ask(
            call_on("namespace", name, "GetNamespace", "cannot look for the Serverless namespace"),
            {{"namespaceName", name}});
        RedshiftNamespace found = namespace_in(answer.value("namespace", Document::object()));
        found.tags = tags_of(found.arn);
        return found;
    } catch (const ServiceFailure& failure) {
        if (failure.has_code(kNotFound)) return std::nullopt;
        throw;
    }
}

std::optional<RedshiftWorkgroup> RedshiftServerlessClient::find_workgroup(const std::string& name) {
    try {
        const Document answer = service_.ask(
            call_on("workgroup", name, "GetWorkgroup", "cannot look for the Serverless workgroup"),
            {{"workgroupName", name}});
        RedshiftWorkgroup found = workgroup_in(answer.value("workgroup", Document::object()));
        found.tags = tags_of(found.arn);
        return found;
    } catch (const ServiceFailure& failure) {
        if (failure.has_code(kNotFound)) return std::nullopt;
        throw;
    }
}

std::vector<RedshiftNamespace> RedshiftServerlessClient::namespaces() {
    return all_of(service_, {"ListNamespaces", "cannot look for Serverless namespaces", "*"},
                  "namespaces", namespace_in);
}

std::vector<RedshiftWorkgroup> RedshiftServerlessClient::workgroups() {
    return all_of(service_, {"ListWorkgroups", "cannot look for Serverless workgroups", "*"},
                  "workgroups", workgroup_in);
}

ResourceTags RedshiftServerlessClient::tags_of(const std::string& arn) {
    const Document answer = service_.ask(
        {"ListTagsForResource", "cannot read the tags of what is on Redshift Serverless", arn},
        {{"resourceArn", arn}});
    ResourceTags tags;
    for (const Document& tag : answer.value("tags", Document::array()))
        tags[text(tag, "key")] = text(tag, "value");
    return tags;
}

void RedshiftServerlessClient::create_namespace(const NewRedshiftNamespace& wanted) {
    Document parameters{
        {"namespaceName", wanted.name},         {"dbName", wanted.database},
        {"adminUsername", wanted.user},         {"iamRoles", Document::array({wanted.role_arn})},
        {"defaultIamRoleArn", wanted.role_arn}, {"tags", tag_list(wanted.tags)}};
    SecretParameters secrets;
    if (wanted.password.empty())
        parameters["manageAdminPassword"] = true;
    else
        secrets.emplace_back("adminUserPassword", wanted.password);
    service_.change(call_on("namespace", wanted.name, "CreateNamespace",
                            "cannot create the Serverless namespace"),
                    parameters, secrets);
}

void RedshiftServerlessClient::create_workgroup(const NewRedshiftWorkgroup& wanted) {
    service_.change(call_on("workgroup", wanted.name, "CreateWorkgroup",
                            "cannot create the Serverless workgroup"),
                    {{"workgroupName", wanted.name},
                     {"namespaceName", wanted.namespace_name},
                     {"baseCapacity", wanted.base_capacity},
                     {"port", wanted.port},
                     {"publiclyAccessible", true},
                     {"securityGroupIds", Document::array({wanted.security_group})},
                     {"tags", tag_list(wanted.tags)}});
}

void RedshiftServerlessClient::delete_namespace(const std::string& name,
                                                const std::string& final_snapshot) {
    Document parameters{{"namespaceName", name}};
    if (!final_snapshot.empty()) parameters["finalSnapshotName"] = final_snapshot;
    service_.change(
        call_on("namespace", name, "DeleteNamespace", "cannot delete the Serverless namespace"),
        parameters);
}

void RedshiftServerlessClient::delete_workgroup(const std::string& name) {
    service_.change(
        call_on("workgroup", name, "DeleteWorkgroup", "cannot delete the Serverless workgroup"),
        {{"workgroupName", name}});
}

TemporaryLogin RedshiftServerlessClient::temporary_login(const std::string& workgroup,
                                                         const std::string& database) {
    constexpr int kSeconds = 3600;
    const ServiceCall call = call_on("workgroup", workgroup, "GetCredentials",
                                     "cannot get a temporary password for the workgroup");
    Document parameters{{"workgroupName", workgroup}, {"durationSeconds", kSeconds}};
    if (!database.empty()) parameters["dbName"] = database;
    const Document answer = service_.ask(call, parameters);
    TemporaryLogin login{text(answer, "dbUser"), Secret(text(answer, "dbPassword"))};
    if (login.user.empty() || login.password.empty())
        throw Error(ErrorCode::unreachable,
                    {call.purpose, call.resource, "the answer has no login in it",
                     "check AWS_ENDPOINT_URL_REDSHIFT_SERVERLESS"});
    return login;
}

}  // namespace sparkify
