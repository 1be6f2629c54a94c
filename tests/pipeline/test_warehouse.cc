#include "pipeline/test_warehouse.h"

#include <atomic>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "aws/aws_access.h"
#include "pipeline/temporary_folder.h"
#include "warehouse/duckdb/duckdb_warehouse.h"
#include "warehouse/libpq/pg_connection.h"
#include "warehouse/postgres/postgres_access.h"
#include "warehouse/redshift/redshift_access.h"

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

/// The server of a URL, with another database in it.
ServerSettings server(std::string url, const std::string& database) {
    const std::size_t end = url.find('?');
    const std::size_t begin = url.rfind('/', end);
    if (begin == std::string::npos) throw std::runtime_error("no URL of a server: " + url);
    if (!database.empty()) url.replace(begin + 1, end - begin - 1, database);
    ServerSettings server;
    server.url = Secret(url);
    return server;
}

/// A database of a PostgreSQL server that runs already; goes away with this.
class TestDatabase {
  public:
    explicit TestDatabase(const std::string& made_from) {
        static std::atomic<int> made = 0;
        name_ = fmt::format("test_{}_{}", ::getpid(), ++made);
        change_server(fmt::format("CREATE DATABASE {} TEMPLATE {}", name_, made_from));
    }
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;
    ~TestDatabase() {
        try {
            change_server("DROP DATABASE " + name_ + " WITH (FORCE)");
        } catch (const std::exception&) {
            // The server goes away with the tests.
        }
    }

    [[nodiscard]] const std::string& name() const noexcept { return name_; }

  private:
    static void change_server(const std::string& statement) {
        PgConnection({.parameters = {server(variable("SPARKIFY_TEST_POSTGRES"), ""), "the test"},
                      .engine = Engine::postgres,
                      .interrupt = std::make_shared<PgInterrupt>()})
            .execute(statement);
    }

    std::string name_;
};

/// A database of its own on a server that runs already.
class PostgresTestWarehouse final : public TestWarehouse {
  public:
    explicit PostgresTestWarehouse(const Options& options)
        : threads_(options.threads), database_("template1") {}

    std::unique_ptr<Warehouse> open() override {
        PostgresAccess access(
            {.server = server(variable("SPARKIFY_TEST_POSTGRES"), database_.name()),
             .source = "the test",
             .threads = threads_,
             .stop = {},
             .log = [](const std::string&) {}});
        return access.open(nullptr);
    }

  private:
    unsigned threads_;
    TestDatabase database_;
};

/// A database of its own on the stand-in for a Redshift cluster, made at the PostgreSQL behind it.
class RedshiftTestWarehouse final : public TestWarehouse {
  public:
    explicit RedshiftTestWarehouse(const Options& options)
        : threads_(options.threads), database_("redshift_template") {}

    [[nodiscard]] bool blanks_tell_ids() const override { return false; }

    std::unique_ptr<Warehouse> open() override {
        RedshiftSettings settings;
        settings.staging = "s3://sparkify/staging";
        RedshiftAccess access(
            {.server = server(variable("SPARKIFY_TEST_REDSHIFT"), database_.name()),
             .settings = settings,
             .source = "the test",
             .data = {},
             .compaction = {},
             .threads = threads_,
             .memory_bytes = 64'000'000,
             .stop = {},
             .log = [](const std::string&) {},
             .warn = [](const std::string&) {},
             .aws = [this] { return aws(); }});
        return access.open(nullptr);
    }

  private:
    std::shared_ptr<AwsAccess> aws() {
        if (aws_) return aws_;
        AwsSettings settings;
        settings.region = "us-east-1";
        settings.endpoints[AwsService::s3].url = variable("SPARKIFY_TEST_S3");
        settings.access_key_id = "S3RVER";
        settings.secret_access_key = Secret("S3RVER");
        const Environment nothing = [](std::string_view) { return std::optional<std::string>(); };
        aws_ = std::make_shared<AwsAccess>(settings, nothing, std::stop_token(),
                                           [](const std::string&) {});
        return aws_;
    }

    unsigned threads_;
    TestDatabase database_;
    std::shared_ptr<AwsAccess> aws_;
};

}  // namespace

std::unique_ptr<TestWarehouse> TestWarehouse::make(const Options& options) {
    const std::string engine = variable("SPARKIFY_TEST_WAREHOUSE");
    if (engine == "postgres") return std::make_unique<PostgresTestWarehouse>(options);
    if (engine == "redshift") return std::make_unique<RedshiftTestWarehouse>(options);
    if (engine.empty() || engine == "duckdb") return std::make_unique<DuckDbTestWarehouse>(options);
    throw std::runtime_error("SPARKIFY_TEST_WAREHOUSE names no engine: " + engine);
}

}  // namespace sparkify
