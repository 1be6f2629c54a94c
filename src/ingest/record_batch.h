#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ingest/column.h"
#include "ingest/text_arena.h"

namespace sparkify {

/// The values of one column in a batch of records. Which array holds them depends on the type.
struct ColumnValues {
    ColumnType type = ColumnType::text;
    std::vector<std::uint64_t> present;   ///< one bit per row; 0 is NULL
    std::vector<std::int64_t> integers;   ///< integer, bigint; timestamp in microseconds
    std::vector<double> doubles;          ///< double_precision
    std::vector<std::string_view> texts;  ///< text; see RecordBatch for how long they live

    [[nodiscard]] bool has(std::size_t row) const {
        return ((present[row / 64] >> (row % 64)) & 1U) != 0;
    }
    void set_present(std::size_t row) { present[row / 64] |= std::uint64_t{1} << (row % 64); }
    void set_null(std::size_t row) { present[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }
};

/// Up to kRows records in columns: what a parser fills and a warehouse stores. Texts point either
/// into the block that was parsed or into the batch's arena: they are valid until the batch is
/// cleared and as long as its blocks are kept. Not thread-safe.
class RecordBatch {
  public:
    /// As many as a DuckDB vector holds.
    static constexpr std::size_t kRows = 2048;

    explicit RecordBatch(std::span<const Column> columns) {
        for (const Column& column : columns) {
            ColumnValues& values = columns_.emplace_back();
            values.type = column.type;
            values.present.resize(kRows / 64);
            if (column.type == ColumnType::text)
                values.texts.resize(kRows);
            else if (column.type == ColumnType::double_precision)
                values.doubles.resize(kRows);
            else
                values.integers.resize(kRows);
        }
    }

    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] bool full() const noexcept { return rows_ == kRows; }
    [[nodiscard]] std::span<const ColumnValues> columns() const noexcept { return columns_; }

    /// Where the next row's values go. All of them are NULL until they are set.
    [[nodiscard]] ColumnValues& column(std::size_t index) { return columns_[index]; }
    [[nodiscard]] TextArena& arena() noexcept { return arena_; }

    void finish_row() noexcept { ++rows_; }

    /// Takes back what was set in the next row.
    void discard_row() {
        for (ColumnValues& values : columns_)
            values.set_null(rows_);
    }

    void clear() {
        for (ColumnValues& values : columns_)
            std::ranges::fill(values.present, 0);
        arena_.clear();
        rows_ = 0;
    }

  private:
    std::vector<ColumnValues> columns_;
    TextArena arena_;
    std::size_t rows_ = 0;
};

}  // namespace sparkify
