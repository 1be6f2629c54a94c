#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/column.h"
#include "ingest/json_paths.h"
#include "ingest/record_source.h"

namespace sparkify {

/// Rows and rejects of one object, as text.
using Reading = std::vector<std::string>;

/// The objects of one staging table as the program reads them and as the oracle does, which reads
/// by the same rules and shares no code with it. The two readings of an object have to be equal.
class DoubleReading {
  public:
    /// Log records by the order of the public JSONPaths file.
    static DoubleReading events() { return {"staging_events", true}; }
    /// Song records by the names of the columns.
    static DoubleReading songs() { return {"staging_songs", false}; }

    /// The keys of a record, in the order of the columns.
    [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }

    [[nodiscard]] Reading by_oracle(std::string_view bytes) const;
    [[nodiscard]] Reading by_program(std::string bytes) const;

    [[nodiscard]] bool agrees_on(const std::string& bytes) const {
        return by_program(bytes) == by_oracle(bytes);
    }

  private:
    DoubleReading(std::string_view table, bool is_events);

    void read(RecordSource& source, Reading& reading) const;

    bool is_events_;
    std::vector<Column> columns_;
    std::vector<JsonPath> paths_;
    std::vector<std::string> keys_;
};

}  // namespace sparkify
