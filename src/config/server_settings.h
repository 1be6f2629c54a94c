#pragma once

#include <string>

#include "config/secret.h"

namespace sparkify {

/// Where a server is that speaks PostgreSQL's protocol, and who logs in. What is empty is found as
/// all of PostgreSQL's programs find it: PGHOST, PGUSER, PGPASSWORD, ~/.pgpass, ...
struct ServerSettings {
    Secret url;  ///< postgres://..., which may hold a password; empty: the parts below are meant
    std::string host;
    std::string port;
    std::string database;
    std::string user;
    Secret password;
};

class SettingLookup;

/// The server that [CLUSTER] of dwh.cfg describes.
[[nodiscard]] ServerSettings server_settings(const SettingLookup& lookup);

/// The same for a Redshift cluster: what [CLUSTER] does not say, [DWH] says of the cluster to be
/// made. Throws Error(configuration) for a port that is none, and for a host with something else
/// beside its name.
[[nodiscard]] ServerSettings cluster_settings(const SettingLookup& lookup);

}  // namespace sparkify
