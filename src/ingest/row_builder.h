#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/column.h"
#include "ingest/number_conversion.h"
#include "ingest/record_batch.h"

namespace sparkify {

/// What kind of JSON value a token is.
enum class JsonKind : std::uint8_t { text, number, boolean, null, container };

/// Why a value could not be loaded.
struct ValueFailure {
    std::size_t column;
    std::string_view value;  ///< points into the block, or into the batch if it had escapes
    std::string reason;
};

/// Converts the values of one record by COPY's rules and puts them into the next row of a batch.
/// Remembers what failed instead of throwing: a bad value costs one record, not the run.
class RowBuilder {
  public:
    explicit RowBuilder(std::span<const Column> columns) : columns_(columns) {}

    /// Starts a row behind the last one of `batch`.
    void begin(RecordBatch& batch);

    /// Sets one column. `text` is a text's inside without the quotation marks and still escaped,
    /// and everything else as it stands. A column that is set twice keeps the later value. False if
    /// the text has an escape that is no JSON, or is to be a number and is none.
    bool set(std::size_t column, JsonKind kind, std::string_view text);

    /// Makes a column as it was before it was set.
    void forget(std::size_t column);

    /// Notes that a column has no place in this record (an array that is too short for its path).
    void fail(std::size_t column, std::string_view value, std::string reason);

    /// Ends the row: keeps it and returns nothing, or takes it back and returns what was wrong.
    std::optional<ValueFailure> finish();

    /// Takes the row back.
    void abandon();

  private:
    bool set_text(std::size_t column, std::string_view raw);
    bool set_from_text(std::size_t column, std::string_view raw);
    bool unescape_into_arena(std::string_view raw, std::string_view& text, bool& has_nul);
    void store_text(std::size_t column, std::string_view text, std::string_view raw);
    bool set_from_number(std::size_t column, std::string_view text);
    NumberResult set_number(std::size_t column, std::string_view text, NumberGrammar grammar);
    NumberResult set_integer(std::size_t column, std::string_view text, NumberGrammar grammar);
    void store_timestamp(std::size_t column, std::int64_t milliseconds, std::string_view text);

    std::span<const Column> columns_;
    RecordBatch* batch_ = nullptr;
    std::size_t row_ = 0;
    std::vector<ValueFailure> failures_;
};

}  // namespace sparkify
