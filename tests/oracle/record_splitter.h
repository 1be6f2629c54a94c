#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "oracle/json_parser.h"
#include "oracle/reject.h"

namespace sparkify::oracle {

struct RawRecord {
    std::int64_t line = 0;  ///< where it begins, from 1
    std::vector<JsonMember> members;
};

/// Cuts the bytes of one object into records (docs/tables.md, Staging). What it returns looks into
/// the bytes, which must outlive it. The rejects name no object.
class RecordSplitter {
  public:
    static constexpr std::size_t kMaxRecordBytes = 4'194'304;

    explicit RecordSplitter(std::string_view bytes) : bytes_(bytes) {}

    /// The next record or reject; nothing at the end of the object.
    std::optional<std::variant<RawRecord, Reject>> next();

  private:
    std::variant<RawRecord, Reject> piece_at(std::size_t begin, std::int64_t line);
    std::int64_t line_at(std::size_t position);
    [[nodiscard]] std::size_t next_record_line(std::size_t from) const;
    [[nodiscard]] bool is_first_of_its_line(std::size_t position) const;

    std::string_view bytes_;
    std::size_t position_ = 0;
    std::size_t counted_to_ = 0;
    std::int64_t line_ = 1;
};

}  // namespace sparkify::oracle
