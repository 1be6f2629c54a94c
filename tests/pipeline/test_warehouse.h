#pragma once

#include <cstdint>
#include <memory>

#include "warehouse/warehouse.h"

namespace sparkify {

/// An empty warehouse for one test, of the engine that SPARKIFY_TEST_WAREHOUSE names: "duckdb" (or
/// nothing), or "postgres", for which SPARKIFY_TEST_POSTGRES is the URL of a server where databases
/// may be made. It goes away with this.
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

    /// Opens it for runs, as a run of the program does. One at a time.
    [[nodiscard]] virtual std::unique_ptr<Warehouse> open() = 0;
};

}  // namespace sparkify
