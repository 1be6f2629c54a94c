#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/value.h"
#include "report/text_sink.h"

namespace sparkify {

/// Writes a result as one JSON document: an array with an object per row, one row a line, row by
/// row, so that it never has to be in memory as a whole.
///
/// - Numbers are numbers; 64-bit integers are written exactly, which not every reader keeps.
/// - What JSON has no number for (NaN, infinity) is null, as is NULL.
/// - Timestamps and dates are strings, as to_text(Value) writes them.
/// - Bytes that are not UTF-8 become U+FFFD.
/// - A second column of the same name gets `_2` behind it, the next one `_3`: an object can have
///   each name only once.
///
/// What the sink throws passes through; then the document is incomplete.
class JsonWriter {
  public:
    explicit JsonWriter(TextSink sink);

    /// Once, before the first row.
    void begin(std::span<const ResultColumn> columns);

    /// One row, one value per column.
    void row(std::span<const Value> values);

    /// Once, after the last row. Without rows the document is `[]`.
    void end();

  private:
    TextSink sink_;
    std::vector<std::string> keys_;  // quoted, with the colon
    std::string line_;               // kept, so that rows reuse its memory
    bool has_rows_ = false;
};

}  // namespace sparkify
