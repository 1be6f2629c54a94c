#include "pipeline/test_warehouse.h"

#include <atomic>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "pipeline/temporary_folder.h"
#include "warehouse/duckdb/duckdb_warehouse.h"
#include "warehouse/postgres/postgres_access.h"
#include "warehouse/postgres/postgres_session.h"

namespace sparkify {
namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

class DuckDbTestWarehouse final : public TestWarehouse {
  public:
    explicit DuckDbTestWarehouse(const Options& options)
        : options_{.file = (folder_.path() / "warehouse.duckdb").string(),
                   .threads = options.threads,
                   .memory_bytes = options.memory_bytes,
                   .rows_per_slice = options.rows_per_slice} {}

    std::unique_ptr<Warehouse> open() override {
        return std::make_unique<DuckDbWarehouse>(options_);
    }

  private:
    TemporaryFolder folder_;
    DuckDbOptions options_;
};

/// A database of its own on a server that runs already.
class PostgresTestWarehouse final : public TestWarehouse {
  public:
    explicit PostgresTestWarehouse(const Options& options) : threads_(options.threads) {
        static std::atomic<int> made = 0;
        database_ = fmt::format("test_{}_{}", ::getpid(), ++made);
        change_server("CREATE DATABASE " + database_);
    }
    PostgresTestWarehouse(const PostgresTestWarehouse&) = delete;
    PostgresTestWarehouse& operator=(const PostgresTestWarehouse&) = delete;
    ~PostgresTestWarehouse() override {
        try {
            change_server("DROP DATABASE " + database_ + " WITH (FORCE)");
        } catch (const std::exception&) {
            // The server goes away with the tests.
        }
    }

    std::unique_ptr<Warehouse> open() override {
        PostgresAccess access({.server = server(database_),
                               .source = "the test",
                               .threads = threads_,
                               .stop = {},
                               .log = [](const std::string&) {}});
        return access.open(nullptr);
    }

  private:
    /// The URL's database is the one in which others are made.
    static ServerSettings server(const std::string& database) {
        std::string url = variable("SPARKIFY_TEST_POSTGRES");
        const std::size_t end = url.find('?');
        const std::size_t begin = url.rfind('/', end);
        if (begin == std::string::npos) throw std::runtime_error("SPARKIFY_TEST_POSTGRES: no URL");
        if (!database.empty()) url.replace(begin + 1, end - begin - 1, database);
        ServerSettings server;
        server.url = Secret(url);
        return server;
    }

    static void change_server(const std::string& statement) {
        const auto interrupt = std::make_shared<PgInterrupt>();
        PgConnection(postgres_options(server(""), "the test", interrupt, {}, {}))
            .execute(statement);
    }

    unsigned threads_;
    std::string database_;
};

}  // namespace

std::unique_ptr<TestWarehouse> TestWarehouse::make(const Options& options) {
    const std::string engine = variable("SPARKIFY_TEST_WAREHOUSE");
    if (engine == "postgres") return std::make_unique<PostgresTestWarehouse>(options);
    if (engine.empty() || engine == "duckdb") return std::make_unique<DuckDbTestWarehouse>(options);
    throw std::runtime_error("SPARKIFY_TEST_WAREHOUSE names no engine: " + engine);
}

}  // namespace sparkify
