#pragma once

#include <cstdint>
#include <memory>
#include <set>
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
    bool empty = true;       ///< there is no record below the line
};

/// All sections of a file, in their order. Throws Error(configuration) if it is no such file, and
/// what the store throws.
[[nodiscard]] std::vector<RejectSection> sections_in(ObjectStore& store, const Object& file);

/// The file as an object that holds the records of some sections, and blank lines in place of
/// everything else, so that a record is on the line that it is on in the file. Other objects are
/// those of the store below, which has to outlive this one.
class RejectFileStore final : public ObjectStore {
  public:
    RejectFileStore(ObjectStore& store, std::string file, std::set<std::int64_t> reject_ids)
        : store_(&store), file_(std::move(file)), reject_ids_(std::move(reject_ids)) {}

    [[nodiscard]] std::vector<Object> list(const std::string& location) override {
        return store_->list(location);
    }
    [[nodiscard]] std::unique_ptr<ObjectStream> open(const Object& object) override;

  private:
    ObjectStore* store_;
    std::string file_;
    std::set<std::int64_t> reject_ids_;
};

}  // namespace sparkify
