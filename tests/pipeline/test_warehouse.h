#pragma once

#include <cstdint>
#include <memory>

#include "warehouse/warehouse.h"

namespace sparkify {

/// An empty warehouse for one test, of the engine that SPARKIFY_TEST_WAREHOUSE names: "duckdb" (or
/// nothing); "postgres", for which SPARKIFY_TEST_POSTGRES is the URL of a server where databases
/// may be made; or "redshift", for which SPARKIFY_TEST_REDSHIFT is the URL of the stand-in before
/// that server, and SPARKIFY_TEST_S3 that of an S3 server. It goes away with this.
class TestWarehouse {
  public:
    struct Options {
        unsigned threads = 1;
        std::uint64_t memory_bytes = 0;
        std::uint64_t rows_per_slice = 0;  ///< see DuckDbOptions; other engines have no slices
    };

    [[nodiscard]] static std::unique_ptr<TestWarehouse> make(const Options& options);

    TestWarehouse() = default;
    TestWarehouse(const TestWarehouse&) = delete;
    TestWarehouse& operator=(const TestWarehouse&) = delete;
    virtual ~TestWarehouse() = default;

    /// Whether two ids that differ only in a blank at the end are two. On Redshift they are one.
    [[nodiscard]] virtual bool blanks_tell_ids() const { return true; }

    /// Opens it for runs, as a run of the program does. One at a time.
    [[nodiscard]] virtual std::unique_ptr<Warehouse> open() = 0;
};

}  // namespace sparkify
