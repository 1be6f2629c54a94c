#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "base/message_log.h"
#include "config/server_settings.h"
#include "warehouse/libpq/pg_connection.h"
#include "warehouse/warehouse_access.h"

namespace sparkify {

/// A database on a PostgreSQL server.
class PostgresAccess final : public WarehouseAccess {
  public:
    struct Options {
        ServerSettings server;
        std::string source;    ///< who named it: "--warehouse"
        unsigned threads = 1;  ///< that read records
        std::stop_token stop;  ///< ends the making of connections, and looking at them
        MessageLog log;        ///< is told of what the server says beside its answers
    };

    explicit PostgresAccess(Options options);

    [[nodiscard]] bool exists() override { return true; }
    [[nodiscard]] std::shared_ptr<RunLock> lock() override;
    [[nodiscard]] std::unique_ptr<Warehouse> open(std::shared_ptr<RunLock> lock) override;
    [[nodiscard]] std::unique_ptr<Warehouse> open_to_read() override;
    void examine(Examination& examination) override;

  private:
    [[nodiscard]] PgConnection::Options connection_options() const;

    Options options_;
    std::shared_ptr<PgInterrupt> interrupt_;
};

}  // namespace sparkify
