#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/column.h"

namespace sparkify {

/// One file of the model.
struct ModelFile {
    std::string name;   ///< file name without number and ending: "staging_events"
    std::string place;  ///< where it was read from, for errors
    std::string text;
    std::map<std::string, std::string, std::less<>> header;  ///< "-- key: value" lines at its top

    /// A header line's value; empty if there is none.
    [[nodiscard]] std::string_view header_value(std::string_view key) const;
};

/// The SQL that defines the warehouse: what a data engineer edits. Each folder is ordered by the
/// numbers and names of its files. Immutable.
class Model {
  public:
    /// The model the program was built with.
    [[nodiscard]] static Model embedded();

    /// A model in a folder with the same subfolders. Throws Error(configuration) if one of them is
    /// missing or holds no SQL.
    [[nodiscard]] static Model read(const std::string& folder);

    [[nodiscard]] const std::vector<ModelFile>& tables() const noexcept { return tables_; }
    /// The keys and indexes of the tables, which are declared when a table has been filled for the
    /// first time. Not every table has some.
    [[nodiscard]] const std::vector<ModelFile>& keys() const noexcept { return keys_; }
    [[nodiscard]] const std::vector<ModelFile>& ledger() const noexcept { return ledger_; }
    [[nodiscard]] const std::vector<ModelFile>& transforms() const noexcept { return transforms_; }

    /// A question to the ledger by its name. Throws Error(configuration) if the model has none.
    [[nodiscard]] const ModelFile& ledger_query(std::string_view name) const;

    /// A change of the ledger by its name, likewise.
    [[nodiscard]] const ModelFile& ledger_change(std::string_view name) const;

    [[nodiscard]] const std::vector<ModelFile>& checks() const noexcept { return checks_; }
    [[nodiscard]] const std::vector<ModelFile>& analytics() const noexcept { return analytics_; }

    /// The columns of a staging table, in order, as its CREATE TABLE declares them, with load_id.
    /// Throws Error(configuration) if there is no such table or a type cannot be loaded.
    [[nodiscard]] std::vector<Column> columns_of(std::string_view table) const;

    /// The JSONPaths that belong to a staging table; nothing if its columns are found by name.
    [[nodiscard]] std::optional<std::string> json_paths_of(std::string_view table) const;

  private:
    friend class ModelBuilder;

    std::vector<ModelFile> tables_;
    std::vector<ModelFile> keys_;
    std::vector<ModelFile> ledger_;
    std::vector<ModelFile> ledger_queries_;
    std::vector<ModelFile> ledger_changes_;
    std::vector<ModelFile> transforms_;
    std::vector<ModelFile> checks_;
    std::vector<ModelFile> analytics_;
    std::map<std::string, std::string, std::less<>> json_paths_;
};

}  // namespace sparkify
