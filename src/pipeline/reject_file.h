#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/object_store.h"

namespace sparkify {

// The file that rejects are exported to, mended in and replayed from. A line that begins with
// "# reject 12" begins the section of the reject 12: what follows up to the next such line is its
// record, mended or not, on any number of lines. All other lines that begin with # are remarks.

/// A reject as the file has it.
struct ExportedReject {
    std::int64_t reject_id = 0;
    std::string_view about;   ///< what is wrong with it, on one line
    std::string_view record;  ///< as it stands in its object, as far as it was kept
    bool record_cut = false;
};

/// The section of a reject. A line of its record that would be taken for a remark is indented.
[[nodiscard]] std::string section_of(const ExportedReject& reject);

/// The section of a reject, as it was found in a file.
struct RejectSection {
    std::int64_t reject_id = 0;
    std::uint64_t line = 0;  ///< on which it begins
    std::string text;        ///< what is below that line, with blank lines in place of remarks
    [[nodiscard]] bool empty() const;  ///< there is no record below the line
};

/// All sections of a file, in their order. Throws Error(configuration) if it is no such file, and
/// what the store throws.
[[nodiscard]] std::vector<RejectSection> sections_in(ObjectStore& store, const Object& file);

/// Sections as objects, which all have the file's name and each its own first line: so no record
/// reaches from one into the next, and every record has the line that it has in the file. Other
/// objects are those of the store below, which has to outlive this one.
class RejectSectionStore final : public ObjectStore {
  public:
    RejectSectionStore(ObjectStore& store, std::string file, std::vector<RejectSection> sections)
        : store_(&store), file_(std::move(file)), sections_(std::move(sections)) {}

    /// All sections, if the file is meant.
    [[nodiscard]] std::vector<Object> list(const std::string& location) override;
    [[nodiscard]] std::unique_ptr<ObjectStream> open(const Object& object) override;

    [[nodiscard]] const std::vector<RejectSection>& sections() const { return sections_; }

  private:
    ObjectStore* store_;
    std::string file_;
    std::vector<RejectSection> sections_;  ///< in the order of their lines
};

}  // namespace sparkify
