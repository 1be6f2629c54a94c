#pragma once

#include <string>
#include <vector>

#include "warehouse/libpq/pg_connection.h"

namespace sparkify {

/// What a user would have to be granted for a run, found out one after another and told at once.
class MissingPrivileges {
  public:
    /// `what`: "create tables in public", which the user may not; `grant`: the statement that
    /// allows it.
    void add(std::string what, std::string grant);

    /// Throws Error(access_denied) if there are any.
    void throw_if_any(const PgConnection& connection) const;

  private:
    std::vector<std::string> what_;
    std::vector<std::string> grants_;
};

}  // namespace sparkify
