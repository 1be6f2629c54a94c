#include "model/model.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/trimmed.h"
#include "model/embedded_model.h"
#include "model/table_definition.h"

namespace sparkify {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kJsonPathsEnding = ".jsonpaths.json";

/// "1_staging_events.sql" -> "staging_events"
std::string name_of(std::string_view file) {
    file = file.substr(0, file.rfind('.'));
    const std::size_t number = file.find_first_not_of("0123456789");
    if (number != std::string_view::npos && number > 0 && file[number] == '_')
        file.remove_prefix(number + 1);
    return std::string(file);
}

/// "sql/schema/10_songs.sql" -> 10; 0 if there is no number.
std::uint32_t number_of(std::string_view place) {
    const std::string_view file = place.substr(place.rfind('/') + 1);
    std::uint32_t number = 0;
    const char* const end = file.data() + file.size();
    const auto [rest, error] = std::from_chars(file.data(), end, number);
    return error == std::errc() && rest != end && *rest == '_' ? number : 0;
}

/// The "-- key: value" lines before the first line that is none.
std::map<std::string, std::string, std::less<>> header_of(std::string_view text) {
    std::map<std::string, std::string, std::less<>> header;
    while (text.starts_with("-- ")) {
        const std::string_view line = text.substr(3, text.find('\n') - 3);
        const std::size_t colon = line.find(": ");
        if (colon == std::string_view::npos ||
            line.substr(0, colon).find(' ') != std::string_view::npos)
            break;
        header.emplace(line.substr(0, colon), trimmed(line.substr(colon + 2)));
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    }
    return header;
}

const ModelFile& file_of(const std::vector<ModelFile>& files, std::string_view folder,
                         std::string_view name) {
    const auto file = std::ranges::find(files, name, &ModelFile::name);
    if (file != files.end()) return *file;
    throw Error(ErrorCode::configuration,
                {fmt::format("the model has no {}/{}.sql", folder, name), "", "",
                 "start from a copy of the project's sql folder"});
}

std::string read_file(const fs::path& path) {
    const std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file)
        throw Error(ErrorCode::configuration, {"cannot read the model", path.string(), "", ""});
    return std::move(text).str();
}

}  // namespace

std::string_view ModelFile::header_value(std::string_view key) const {
    const auto value = header.find(key);
    return value == header.end() ? std::string_view() : std::string_view(value->second);
}

/// Sorts files into the parts of a model.
class ModelBuilder {
  public:
    void add(std::string_view path, std::string text, std::string place) {
        const std::size_t slash = path.find('/');
        const std::string_view folder = path.substr(0, slash);
        const std::string_view file = path.substr(slash + 1);
        if (file.ends_with(kJsonPathsEnding)) {
            const auto table = file.substr(0, file.size() - kJsonPathsEnding.size());
            model_.json_paths_.emplace(table, std::move(text));
            return;
        }
        std::vector<ModelFile>* part = part_of(folder);
        if (part == nullptr || !file.ends_with(".sql")) return;
        auto header = header_of(text);
        part->push_back({name_of(file), std::move(place), std::move(text), std::move(header)});
    }

    Model finish(std::string_view place) {
        for (auto* part :
             {&model_.tables_, &model_.keys_, &model_.ledger_, &model_.ledger_queries_,
              &model_.ledger_changes_, &model_.transforms_, &model_.checks_, &model_.analytics_}) {
            // They come ordered by path, in which 10 stands before 2.
            std::ranges::stable_sort(*part, {}, [](const auto& it) { return number_of(it.place); });
            if (part->empty())
                throw Error(
                    ErrorCode::configuration,
                    {"the model is not complete", std::string(place),
                     "schema, keys, ledger, ledger_queries, ledger_changes, transform, checks "
                     "and analytics each need SQL files",
                     "start from a copy of the project's sql folder"});
        }
        return std::move(model_);
    }

  private:
    std::vector<ModelFile>* part_of(std::string_view folder) {
        if (folder == "schema") return &model_.tables_;
        if (folder == "keys") return &model_.keys_;
        if (folder == "ledger") return &model_.ledger_;
        if (folder == "ledger_queries") return &model_.ledger_queries_;
        if (folder == "ledger_changes") return &model_.ledger_changes_;
        if (folder == "transform") return &model_.transforms_;
        if (folder == "checks") return &model_.checks_;
        if (folder == "analytics") return &model_.analytics_;
        return nullptr;
    }

    Model model_;
};

Model Model::embedded() {
    ModelBuilder builder;
    for (const EmbeddedFile& file : embedded_model())
        builder.add(file.path, std::string(file.text), fmt::format("sql/{}", file.path));
    return builder.finish("the program");
}

Model Model::read(const std::string& folder) {
    std::vector<fs::path> paths;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error))
        if (entry.is_regular_file()) paths.push_back(entry.path());
    if (error)
        throw Error(ErrorCode::configuration,
                    {"cannot read the model", folder, error.message(), "check --model"});
    std::ranges::sort(paths);
    ModelBuilder builder;
    for (const fs::path& path : paths)
        builder.add(path.lexically_relative(folder).generic_string(), read_file(path),
                    path.string());
    return builder.finish(folder);
}

std::vector<Column> Model::columns_of(std::string_view table) const {
    const auto file = std::ranges::find(tables_, table, &ModelFile::name);
    if (file == tables_.end())
        throw Error(ErrorCode::configuration,
                    {fmt::format("the model has no table {}", table), "", "", ""});
    return columns_in(file->text, file->place);
}

const ModelFile& Model::ledger_query(std::string_view name) const {
    return file_of(ledger_queries_, "ledger_queries", name);
}

const ModelFile& Model::ledger_change(std::string_view name) const {
    return file_of(ledger_changes_, "ledger_changes", name);
}

std::optional<std::string> Model::json_paths_of(std::string_view table) const {
    const auto paths = json_paths_.find(table);
    if (paths == json_paths_.end()) return std::nullopt;
    return paths->second;
}

}  // namespace sparkify
