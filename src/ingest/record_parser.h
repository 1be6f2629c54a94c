#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/block.h"
#include "ingest/column.h"
#include "ingest/path_tree.h"
#include "ingest/record_batch.h"
#include "ingest/reject_log.h"
#include "ingest/row_builder.h"
#include "ingest/structural_index.h"

namespace sparkify {

/// Turns the bytes of a segment into rows, by the rules of Redshift's COPY from JSON
/// (docs/tables.md, "Staging"). simdjson marks where the tokens begin; one strict walk over the
/// marks validates all of a record and converts the values that columns ask for. What is not JSON
/// is handed to RecordScanner, which says where and why.
///
/// Not thread-safe: one parser per thread, sharing columns, paths and the reject log.
class RecordParser {
  public:
    RecordParser(std::span<const Column> columns, const PathTree& paths, RejectLog& rejects);

    /// Points the parser to a segment, whose bytes have to stay until the batch is cleared.
    void begin(const Segment& segment, std::string_view bytes);

    /// Adds rows to `batch` until it is full (true) or the segment is exhausted (false).
    bool fill(RecordBatch& batch);

  private:
    /// A key met at a position of earlier records, by which the next record's is guessed.
    struct Guess {
        std::string key;  ///< as it stands in the object, with the quotation marks
        PathTree::NodeId parent = PathTree::kIgnored;
        PathTree::NodeId child = PathTree::kIgnored;
    };

    static constexpr std::size_t kGuesses = 64;  ///< keys per record that are guessed

    void read_record();
    void read_exact_record();
    void finish_record(std::size_t begin, std::size_t end);
    std::size_t reject_syntax(std::size_t begin);
    void reject(std::size_t begin, std::size_t end, Reject reject);
    [[noreturn]] void throw_disagreement(std::size_t begin);
    std::uint64_t line_of(std::size_t offset);

    bool walk_object(PathTree::NodeId node, std::size_t depth);
    bool walk_array(PathTree::NodeId node, std::size_t depth);
    bool walk_value(PathTree::NodeId node, std::size_t depth);
    bool walk_container(PathTree::NodeId node, std::size_t depth);
    bool walk_scalar(PathTree::NodeId node);
    bool walk_key(PathTree::NodeId parent, PathTree::NodeId& child);
    bool look_up_key(PathTree::NodeId parent, std::string_view raw, PathTree::NodeId& child);
    void fail_below(PathTree::NodeId node, std::string_view value);
    void forget_if_repeated(PathTree::NodeId node);
    void forget_below(PathTree::NodeId node);

    [[nodiscard]] char front() const { return text_[index_.offset(token_)]; }
    [[nodiscard]] std::string_view up_to_next_token() const;
    [[nodiscard]] std::string_view take_token();

    std::span<const Column> columns_;
    const PathTree* paths_;
    RejectLog* rejects_;
    RowBuilder row_;
    RecordBatch* batch_ = nullptr;

    Segment segment_;
    std::string_view bytes_;
    std::size_t counted_to_ = 0;  ///< lines are counted up to this offset
    std::uint64_t counted_lines_ = 0;

    StructuralIndex index_;
    const char* text_ = nullptr;  ///< what the index refers to
    std::size_t token_ = 0;
    bool exact_ = false;  ///< the index could not be built for the whole segment
    std::size_t exact_offset_ = 0;

    std::vector<Guess> guesses_;
    std::size_t guess_ = 0;
    std::vector<PathTree::NodeId> entered_;  ///< places with paths below them, met in this record
};

}  // namespace sparkify
