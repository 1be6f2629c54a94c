#pragma once

#include <utility>
#include <vector>

#include "report/json_writer.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// Writes a result as a JSON array with an object per row.
class JsonRows final : public Warehouse::RowConsumer {
  public:
    explicit JsonRows(TextSink sink) : writer_(std::move(sink)) {}

    void begin(const std::vector<ResultColumn>& columns) override {
        writer_.begin(columns);
        begun_ = true;
    }
    void row(const std::vector<Value>& values) override { writer_.row(values); }

    /// After the last row, also where there was no result at all.
    void end() {
        if (!begun_) writer_.begin({});
        writer_.end();
    }

  private:
    JsonWriter writer_;
    bool begun_ = false;
};

}  // namespace sparkify
