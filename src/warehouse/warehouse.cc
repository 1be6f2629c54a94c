#include "warehouse/warehouse.h"

#include <fmt/format.h>

namespace sparkify {
namespace {

class Collector final : public Warehouse::RowConsumer {
  public:
    void begin(const std::vector<ResultColumn>& columns) override { table.columns = columns; }
    void row(const std::vector<Value>& values) override { table.rows.push_back(values); }

    ResultTable table;
};

}  // namespace

ResultTable Warehouse::query(const std::string& statement) {
    Collector collector;
    stream(statement, collector);
    return std::move(collector.table);
}

std::string Warehouse::rows_loaded(const std::string& table, std::int64_t first_load_id) {
    return fmt::format("(SELECT * FROM {} WHERE load_id >= {})", table, first_load_id);
}

std::vector<std::string> Warehouse::slices_loaded(const std::string& table,
                                                  const std::string& /*time_column*/,
                                                  std::int64_t first_load_id) {
    return {rows_loaded(table, first_load_id)};
}

}  // namespace sparkify
