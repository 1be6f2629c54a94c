#include "warehouse/duckdb/duckdb_warehouse.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/test_folder.h"

namespace sparkify {
namespace {

class DuckDbWarehouseTest : public testing::Test {
  protected:
    const TestFolder folder_;
    const std::string file_ = folder_.path("w.duckdb");
    const std::string spilled_ = folder_.path("w.duckdb.tmp/duckdb_temp_storage_DEFAULT-0.tmp");
};

TEST_F(DuckDbWarehouseTest, RemovesWhatARunThatWasKilledHadSpilled) {
    folder_.write("w.duckdb.tmp/duckdb_temp_storage_DEFAULT-0.tmp", "rows");
    const std::string other = folder_.write("w.duckdb.tmp/notes.txt", "mine");
    const DuckDbWarehouse warehouse({.file = file_});
    EXPECT_FALSE(std::filesystem::exists(spilled_));
    EXPECT_TRUE(std::filesystem::exists(other));
}

TEST_F(DuckDbWarehouseTest, LeavesWhatIsSpilledToReaders) {
    { const DuckDbWarehouse warehouse({.file = file_}); }
    folder_.write("w.duckdb.tmp/duckdb_temp_storage_DEFAULT-0.tmp", "rows");
    const DuckDbWarehouse reader({.file = file_, .read_only = true});
    EXPECT_TRUE(std::filesystem::exists(spilled_));
}

TEST_F(DuckDbWarehouseTest, HasNoLogBesideItsFileAfterACommit) {
    DuckDbWarehouse warehouse({.file = file_});
    warehouse.begin();
    warehouse.execute("CREATE TABLE numbers AS SELECT 1 AS number");
    warehouse.commit();
    EXPECT_FALSE(std::filesystem::exists(file_ + ".wal"));
}

}  // namespace
}  // namespace sparkify
