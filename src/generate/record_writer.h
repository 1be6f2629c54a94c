#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generate/fault_plan.h"
#include "generate/generate.h"
#include "generate/members.h"
#include "generate/object_file.h"

namespace sparkify {

/// Writes records into one object after the other: one per line, no line break at the end of an
/// object, and among them what a fault plan has planted. Errors are those of ObjectFile.
class RecordWriter {
  public:
    /// Object names are relative to the directory.
    RecordWriter(std::filesystem::path directory, RecordType type, FaultPlan plan);

    /// Ends the object that is open, if one is, and begins another.
    void open(const std::string& object);

    /// Writes the next good record, in plain spelling, into the open object. It is preceded by a
    /// bad one and spelled differently if the plan says so.
    void write(std::string_view record);

    /// Ends the object that is open, if one is.
    void close();

    /// Gives an object that was closed another name.
    void rename(const std::string& object, const std::string& name);

    [[nodiscard]] std::uint64_t records() const { return records_; }
    [[nodiscard]] std::uint64_t objects() const { return objects_; }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
    [[nodiscard]] const std::vector<PlantedFault>& faults() const { return faults_; }

  private:
    void append(std::string_view separator, std::string_view text);
    void plant(const Fault& fault, std::string_view record);

    std::filesystem::path directory_;
    RecordType type_;
    FaultPlan plan_;
    std::optional<ObjectFile> file_;
    std::string object_;
    std::uint64_t line_ = 1;
    std::uint64_t records_ = 0;
    std::uint64_t objects_ = 0;
    std::uint64_t bytes_ = 0;
    std::vector<PlantedFault> faults_;
};

}  // namespace sparkify
