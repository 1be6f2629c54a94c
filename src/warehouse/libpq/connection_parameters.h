#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/secret.h"
#include "config/server_settings.h"

namespace sparkify {

/// What libpq is told about a connection, by its own keywords. What is not told, libpq finds out:
/// from PGHOST and the like, a service file, ~/.pgpass.
class ConnectionParameters {
  public:
    /// `source`: who named the server, for errors. Throws Error(configuration) for a URL that libpq
    /// does not understand; the error does not show it, since it may hold a password.
    ConnectionParameters(const ServerSettings& server, const std::string& source);

    /// Sets a parameter whatever users say.
    void set(const std::string& keyword, std::string value);

    /// Sets a parameter unless users named it.
    void set_default(const std::string& keyword, std::string value);

    /// Empty if nobody named it. Not for the password.
    [[nodiscard]] std::string value_of(std::string_view keyword) const;

    /// Whether somebody named a password, be it in PGPASSWORD or ~/.pgpass.
    [[nodiscard]] bool has_password() const;

    /// What libpq takes: the keywords and their values, both ending in a null pointer. Valid as
    /// long as this is not changed.
    [[nodiscard]] std::vector<const char*> keywords() const;
    [[nodiscard]] std::vector<const char*> values() const;

  private:
    void take_url(const Secret& url, const std::string& source);

    std::map<std::string, Secret, std::less<>> values_;
};

}  // namespace sparkify
