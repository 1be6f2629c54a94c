#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aws/query_service.h"
#include "aws/resource_tags.h"
#include "config/secret.h"

namespace sparkify {

/// A user of a database, and a password that ends soon.
struct TemporaryLogin {
    std::string user;
    Secret password;
};

/// A cluster as DescribeClusters has it. What AWS does not say yet is empty.
struct RedshiftCluster {
    struct Role {
        std::string arn;
        std::string apply_status;  ///< "in-sync", "adding", "removing"
    };

    std::string identifier;
    std::string status;        ///< "creating", "available", "paused", "deleting", ...
    std::string availability;  ///< "Available", "Unavailable", "Maintenance", ...
    std::string node_type;
    std::uint32_t nodes = 0;
    std::string database;
    std::string user;
    std::string host;
    std::uint16_t port = 0;
    std::optional<std::chrono::system_clock::time_point> created;
    std::vector<std::string> security_groups;
    std::vector<Role> roles;
    std::string default_role;
    std::string secret_arn;  ///< where Secrets Manager has the password of `user`
    bool publicly_accessible = false;
    ResourceTags tags;
};

/// What a cluster is made from.
struct NewRedshiftCluster {
    std::string identifier;
    std::string node_type;
    std::uint32_t nodes = 1;
    std::string database;
    std::string user;
    Secret password;  ///< empty: Secrets Manager makes one and keeps it
    std::uint16_t port = 0;
    std::string role_arn;
    std::string security_group;
    ResourceTags tags;
};

/// Amazon Redshift's own service (API of 2012-12-01): clusters and logins. Not for use by several
/// threads at once, but temporary_login().
///
/// All calls throw what QueryService throws.
class RedshiftClient {
  public:
    /// `region`: of the clusters. `account`: for the resources that errors name; "*" if it is not
    /// known.
    RedshiftClient(std::shared_ptr<AwsAccess> access, std::string region, std::string account = "*",
                   Rehearsal* rehearsal = nullptr);

    [[nodiscard]] std::optional<RedshiftCluster> find_cluster(const std::string& identifier);

    /// Those that have a tag of that key.
    [[nodiscard]] std::vector<RedshiftCluster> tagged_clusters(const std::string& key);

    void create_cluster(const NewRedshiftCluster& cluster);

    /// `final_snapshot`: name of a last snapshot; empty: none.
    void delete_cluster(const std::string& identifier, const std::string& final_snapshot);

    void pause_cluster(const std::string& identifier);
    void resume_cluster(const std::string& identifier);

    /// GetClusterCredentialsWithIAM: a login for who the credentials are. `database` may be empty.
    [[nodiscard]] TemporaryLogin temporary_login(const std::string& identifier,
                                                 const std::string& database);

  private:
    [[nodiscard]] ServiceCall call_on(const std::string& identifier, const char* action,
                                      const std::string& purpose) const;

    std::string region_;
    std::string account_;
    QueryService service_;
};

}  // namespace sparkify
