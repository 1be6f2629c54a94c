#include "warehouse/duckdb/duckdb_access.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <utility>

#include <unistd.h>

#include "base/error.h"

namespace sparkify {

namespace {

/// Throws if a file could not be made there.
void require_place_for(const std::string& file) {
    const std::string folder = std::filesystem::absolute(file).parent_path().string();
    if (::access(folder.c_str(), W_OK | X_OK) == 0) return;
    const int error = errno;
    throw Error(error == EACCES ? ErrorCode::access_denied : ErrorCode::unreachable,
                {"cannot create the warehouse", file, std::strerror(error),
                 "make its folder, or name another with --warehouse"});
}

}  // namespace

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

void DuckDbAccess::examine(Examination& examination) {
    examination.look_at("warehouse");
    const std::string name = "duckdb:" + options_.file;
    if (!exists()) {
        require_place_for(options_.file);
        return examination.find(name + ", which does not exist yet: etl makes it", "");
    }
    static_cast<void>(open_to_read());
    examination.find(name, "");
}

}  // namespace sparkify
