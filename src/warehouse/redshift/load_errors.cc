#include "warehouse/redshift/load_errors.h"

#include <variant>

#include <fmt/format.h>

namespace sparkify {
namespace {

// Names in the views are padded with blanks. There is one row per record: COPY passes over it at
// its first error.
constexpr const char* kNewView = R"(
SELECT TRIM(file_name), CAST(line_number AS BIGINT), TRIM(column_name), CAST(error_code AS BIGINT)
     , TRIM(error_message)
FROM sys_load_error_detail
WHERE query_id = {}
ORDER BY 1, 2)";

constexpr const char* kOldView = R"(
SELECT TRIM(filename), CAST(line_number AS BIGINT), TRIM(colname), CAST(err_code AS BIGINT)
     , TRIM(err_reason)
FROM stl_load_errors
WHERE session = {}
  AND query > {}
ORDER BY 1, 2)";

std::vector<LoadError> errors_in(const ResultTable& rows) {
    std::vector<LoadError> errors;
    errors.reserve(rows.rows.size());
    for (const std::vector<Value>& row : rows.rows)
        errors.push_back(
            {to_text(row.at(0)), static_cast<std::uint64_t>(std::get<std::int64_t>(row.at(1))),
             to_text(row.at(2)), std::get<std::int64_t>(row.at(3)), to_text(row.at(4))});
    return errors;
}

}  // namespace

std::vector<LoadError> load_errors_of(PgConnection& connection, const CopyQuery& query,
                                      std::uint64_t expected) {
    std::vector<LoadError> errors =
        errors_in(connection.query(fmt::format(fmt::runtime(kNewView), query.in_sys)));
    if (errors.size() >= expected || !query.has_stl_views) return errors;
    std::vector<LoadError> old = errors_in(
        connection.query(fmt::format(fmt::runtime(kOldView), query.session, query.after_stl)));
    return old.size() > errors.size() ? old : errors;
}

}  // namespace sparkify
