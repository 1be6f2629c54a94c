#include "warehouse/libpq/missing_privileges.h"

#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"

namespace sparkify {

void MissingPrivileges::add(std::string what, std::string grant) {
    what_.push_back(std::move(what));
    grants_.push_back(std::move(grant));
}

void MissingPrivileges::throw_if_any(const PgConnection& connection) const {
    if (what_.empty()) return;
    throw Error(ErrorCode::access_denied,
                {fmt::format("{} may not {}", connection.facts().user, fmt::join(what_, ", nor ")),
                 connection.name(), "", fmt::format("{}", fmt::join(grants_, "; "))});
}

}  // namespace sparkify
