#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "warehouse/warehouse.h"

namespace sparkify {

/// The one number that a statement answers with: a BIGINT that is not NULL.
[[nodiscard]] inline std::int64_t single_number(Warehouse& warehouse,
                                                const std::string& statement) {
    return std::get<std::int64_t>(warehouse.query(statement).rows.at(0).at(0));
}

}  // namespace sparkify
