#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/value.h"

namespace sparkify {

/// INSERT statements for rows of values, since Redshift takes no COPY from a client. Several, if
/// they would be longer than a statement may be (16 MB, Redshift's guide, "INSERT").
///
/// `escapes_by_backslash`: see RedshiftTraits.
[[nodiscard]] std::vector<std::string> insert_statements(
    std::string_view schema, std::string_view table, const std::vector<std::vector<Value>>& rows,
    bool escapes_by_backslash);

}  // namespace sparkify
