#include "warehouse/duckdb/duckdb_access.h"

#include <filesystem>
#include <utility>

#include "base/error.h"

namespace sparkify {

DuckDbAccess::DuckDbAccess(DuckDbOptions options) : options_(std::move(options)) {}

bool DuckDbAccess::exists() {
    std::error_code hidden;
    return std::filesystem::exists(options_.file, hidden);
}

std::shared_ptr<RunLock> DuckDbAccess::lock() {
    return std::make_shared<FileLock>(options_.file);
}

std::unique_ptr<Warehouse> DuckDbAccess::open(std::shared_ptr<RunLock> lock) {
    return std::make_unique<DuckDbWarehouse>(options_, std::move(lock));
}

std::unique_ptr<Warehouse> DuckDbAccess::open_to_read() {
    DuckDbOptions options = options_;
    options.read_only = true;
    try {
        return std::make_unique<DuckDbWarehouse>(options);
    } catch (const Error& error) {
        // A reader cannot tell for how long: for it the warehouse just is not there now.
        if (error.code() == ErrorCode::locked) throw Error(ErrorCode::unreachable, error.message());
        throw;
    }
}

}  // namespace sparkify
