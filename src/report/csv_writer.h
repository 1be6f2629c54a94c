#pragma once

#include <span>
#include <string>

#include "base/value.h"
#include "report/text_sink.h"

namespace sparkify {

/// Writes a result as CSV, row by row, so that it never has to be in memory as a whole.
///
/// The format is that of RFC 4180, apart from the line end: lines end in LF instead of CRLF,
/// because that is what the tools of Unix expect. A field is quoted when it has a comma, a quote,
/// CR or LF in it, or a blank or tab at one of its ends. NULL is an empty field, and the empty
/// string is `""`, so that they can be told apart. Values are written as to_text(Value) says.
///
/// What the sink throws passes through; then the output is incomplete.
class CsvWriter {
  public:
    explicit CsvWriter(TextSink sink);

    /// The names of the columns. Once, before the first row.
    void header(std::span<const ResultColumn> columns);

    /// One row, one value per column.
    void row(std::span<const Value> values);

  private:
    void end_line();

    TextSink sink_;
    std::string line_;  // kept, so that rows reuse its memory
};

}  // namespace sparkify
