#pragma once

#include <memory>

#include "cli/session.h"
#include "warehouse/warehouse_access.h"

namespace sparkify {

/// The way to the warehouse that the settings of a session mean. The session has to outlive it.
[[nodiscard]] std::unique_ptr<WarehouseAccess> choose_warehouse(Session& session);

}  // namespace sparkify
