#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "generate/generate.h"

namespace sparkify {

/// For tests: a data set generated into a directory of its own, which goes with it.
class GeneratedSet {
  public:
    explicit GeneratedSet(GenerateOptions options = {}) : directory_(fresh_directory()) {
        options.directory = directory_;
        summary_ = generate(options);
    }
    GeneratedSet(const GeneratedSet&) = delete;
    GeneratedSet& operator=(const GeneratedSet&) = delete;
    ~GeneratedSet() {
        std::error_code ignored;
        std::filesystem::remove_all(directory_, ignored);
    }

    [[nodiscard]] const GenerateSummary& summary() const { return summary_; }
    [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }

    /// The contents of all objects below a folder, by path relative to the directory.
    [[nodiscard]] std::map<std::string, std::string> objects(const std::string& folder) const {
        std::map<std::string, std::string> contents;
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(directory_ / folder)) {
            if (!entry.is_regular_file()) continue;
            std::ifstream file{entry.path(), std::ios::binary};
            contents
                [entry.path().lexically_normal().lexically_relative(directory_).generic_string()] =
                    {std::istreambuf_iterator<char>{file}, {}};
        }
        return contents;
    }

    static std::filesystem::path fresh_directory() {
        static int number = 0;
        return std::filesystem::path{testing::TempDir()} /
               ("generated_" + std::to_string(::getpid()) + "_" + std::to_string(++number));
    }

  private:
    std::filesystem::path directory_;
    GenerateSummary summary_;
};

/// The records of objects without faults: one per line, in the order of the objects' names.
inline std::vector<nlohmann::ordered_json> clean_records(
    const std::map<std::string, std::string>& objects) {
    std::vector<nlohmann::ordered_json> records;
    for (const auto& [name, text] : objects) {
        std::istringstream lines{text};
        for (std::string line; std::getline(lines, line);) {
            records.push_back(nlohmann::ordered_json::parse(line));
        }
    }
    return records;
}

}  // namespace sparkify
