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

/// The server that dwh.cfg describes: [CLUSTER], and what [DWH] says of a cluster to be made where
/// [CLUSTER] says nothing.
[[nodiscard]] ServerSettings server_settings(const SettingLookup& lookup);

}  // namespace sparkify
