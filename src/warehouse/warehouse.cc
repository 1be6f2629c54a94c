#include "warehouse/warehouse.h"

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

}  // namespace sparkify
