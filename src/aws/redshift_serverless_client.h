#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aws/json_service.h"
#include "aws/redshift_client.h"
#include "aws/resource_tags.h"

namespace sparkify {

/// Where Redshift Serverless keeps databases. What AWS does not say is empty.
struct RedshiftNamespace {
    std::string name;
    std::string arn;
    std::string status;  ///< "AVAILABLE", "MODIFYING", "DELETING"
    std::string database;
    std::string user;
    std::vector<std::string> role_arns;
    std::string default_role;
    std::string secret_arn;  ///< where Secrets Manager has the password of `user`
    std::optional<std::chrono::system_clock::time_point> created;
    ResourceTags tags;
};

/// What computes for it.
struct RedshiftWorkgroup {
    std::string name;
    std::string namespace_name;
    std::string arn;
    std::string status;  ///< "CREATING", "AVAILABLE", "MODIFYING", "DELETING"
    std::string host;
    std::uint16_t port = 0;
    std::uint32_t base_capacity = 0;  ///< Redshift Processing Units
    std::vector<std::string> security_groups;
    bool publicly_accessible = false;
    ResourceTags tags;
};

struct NewRedshiftNamespace {
    std::string name;
    std::string database;
    std::string user;
    Secret password;  ///< empty: Secrets Manager makes one and keeps it
    std::string role_arn;
    ResourceTags tags;
};

struct NewRedshiftWorkgroup {
    std::string name;
    std::string namespace_name;
    std::uint32_t base_capacity = 0;  ///< Redshift Processing Units
    std::uint16_t port = 0;
    std::string security_group;
    ResourceTags tags;
};

/// Redshift Serverless (API of 2021-04-21). Not for use by several threads at once, but
/// temporary_login().
///
/// All calls throw what JsonService throws.
class RedshiftServerlessClient {
  public:
    /// `account`: for the resources that errors name; "*" if it is not known.
    RedshiftServerlessClient(std::shared_ptr<AwsAccess> access, const std::string& region,
                             std::string account = "*", Rehearsal* rehearsal = nullptr);

    [[nodiscard]] std::optional<RedshiftNamespace> find_namespace(const std::string& name);
    [[nodiscard]] std::optional<RedshiftWorkgroup> find_workgroup(const std::string& name);

    /// All that there are, without their tags.
    [[nodiscard]] std::vector<RedshiftNamespace> namespaces();
    [[nodiscard]] std::vector<RedshiftWorkgroup> workgroups();

    /// Of a namespace or a workgroup.
    [[nodiscard]] ResourceTags tags_of(const std::string& arn);

    void create_namespace(const NewRedshiftNamespace& wanted);
    void create_workgroup(const NewRedshiftWorkgroup& wanted);

    /// `final_snapshot`: name of a last snapshot; empty: none.
    void delete_namespace(const std::string& name, const std::string& final_snapshot);
    void delete_workgroup(const std::string& name);

    /// GetCredentials: a login for who the credentials are. `database` may be empty.
    [[nodiscard]] TemporaryLogin temporary_login(const std::string& workgroup,
                                                 const std::string& database);

  private:
    [[nodiscard]] ServiceCall call_on(const char* kind, const std::string& name, const char* action,
                                      const std::string& purpose) const;

    std::string region_;
    std::string account_;
    JsonService service_;
};

}  // namespace sparkify
