#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ingest/record_batch.h"

namespace sparkify {

/// Records in the binary form of COPY (PostgreSQL's manual, "COPY", "Binary Format"), in which the
/// server has nothing to parse. Not thread-safe.
class EncodedRows {
  public:
    /// What stands before the first row of a COPY, and behind the last.
    [[nodiscard]] static std::span<const char> header();
    [[nodiscard]] static std::span<const char> trailer();

    /// Appends all rows of a batch, each with `load_id` as its last column, a BIGINT.
    void append(const RecordBatch& batch, std::int64_t load_id);

    [[nodiscard]] std::span<const char> bytes() const noexcept { return {bytes_.data(), size_}; }

    /// Keeps the memory, for the next rows.
    void clear() noexcept { size_ = 0; }

  private:
    void append_row(const RecordBatch& batch, std::size_t row, std::int64_t load_id);
    void reserve(std::size_t count);

    std::vector<char> bytes_;  ///< of which the first size_ are written
    std::size_t size_ = 0;
};

}  // namespace sparkify
