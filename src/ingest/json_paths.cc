#include "ingest/json_paths.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/quantity.h"
#include "ingest/number_conversion.h"

namespace sparkify {
namespace {

constexpr const char* kExample = "a path looks like $['userId'] or $.userId";

class PathReader {
  public:
    PathReader(std::string_view path, std::string_view place)
        : rest_(path), whole_(path), place_(place) {}

    JsonPath read() {
        if (!take('$')) fail("it does not begin with $");
        while (!rest_.empty())
            steps_.push_back(read_step());
        if (steps_.empty()) fail("it names no key");
        return std::move(steps_);
    }

  private:
    enum class Notation : std::uint8_t { unknown, bracket, dot };

    JsonPathStep read_step() {
        if (take('.')) {
            use(Notation::dot);
            return read_bare_key();
        }
        if (!take('[')) fail("a dot or a bracket is missing");
        if (take('\'')) return read_quoted_key('\'');
        if (take('"')) return read_quoted_key('"');
        return read_index();
    }

    JsonPathStep read_bare_key() {
        const std::size_t length = std::min(rest_.find_first_of(".["), rest_.size());
        const std::string key(rest_.substr(0, length));
        if (key.empty()) fail("a key is empty");
        if (key == "*") fail("wildcards are not supported");
        rest_.remove_prefix(length);
        return key;
    }

    JsonPathStep read_quoted_key(char quote) {
        use(Notation::bracket);
        const std::size_t length = rest_.find(quote);
        if (length == std::string_view::npos) fail("a quotation mark is not closed");
        const std::string key(rest_.substr(0, length));
        rest_.remove_prefix(length + 1);
        if (!take(']')) fail("a bracket is not closed");
        return key;
    }

    JsonPathStep read_index() {
        const std::size_t length = std::min(rest_.find(']'), rest_.size());
        const std::string_view digits = rest_.substr(0, length);
        if (digits == "*") fail("wildcards are not supported");
        std::int64_t index = 0;
        if (digits.find_first_not_of("0123456789") != std::string_view::npos ||
            to_integer(digits, NumberGrammar::text, index) != NumberResult::ok)
            fail("an index is not a number");
        rest_.remove_prefix(length);
        if (!take(']')) fail("a bracket is not closed");
        return static_cast<std::size_t>(index);
    }

    void use(Notation notation) {
        if (notation_ != Notation::unknown && notation_ != notation)
            fail("bracket and dot notation are mixed");
        notation_ = notation;
    }

    bool take(char byte) {
        if (rest_.empty() || rest_.front() != byte) return false;
        rest_.remove_prefix(1);
        return true;
    }

    [[noreturn]] void fail(const char* reason) const {
        throw Error(ErrorCode::configuration,
                    {fmt::format("the JSONPath {} cannot be understood", whole_),
                     std::string(place_), reason, kExample});
    }

    std::string_view rest_;
    std::string_view whole_;
    std::string_view place_;
    Notation notation_ = Notation::unknown;
    JsonPath steps_;
};

std::string in_brackets(const JsonPathStep& step) {
    if (const auto* index = std::get_if<std::size_t>(&step)) return fmt::format("[{}]", *index);
    const std::string& key = std::get<std::string>(step);
    const char quote = key.find('\'') == std::string::npos ? '\'' : '"';
    return fmt::format("[{0}{1}{0}]", quote, key);
}

[[noreturn]] void throw_not_json_paths(std::string_view place, std::string reason) {
    throw Error(ErrorCode::configuration,
                {"this is no JSONPaths file", std::string(place), std::move(reason),
                 R"(it has to look like {"jsonpaths": ["$['artist']", "$['auth']", ...]})"});
}

}  // namespace

std::vector<JsonPath> parse_json_paths(std::string_view text, std::string_view place,
                                       std::size_t column_count) {
    const auto document = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (document.is_discarded()) throw_not_json_paths(place, "it is not JSON");
    if (!document.is_object() || !document.contains("jsonpaths"))
        throw_not_json_paths(place, "the key \"jsonpaths\" is missing");
    const auto& list = document["jsonpaths"];
    if (!list.is_array()) throw_not_json_paths(place, "\"jsonpaths\" is not a list");
    std::vector<JsonPath> paths;
    for (const auto& entry : list) {
        if (!entry.is_string()) throw_not_json_paths(place, "a path is not a text");
        paths.push_back(PathReader(entry.get_ref<const std::string&>(), place).read());
    }
    if (paths.size() != column_count)
        throw Error(
            ErrorCode::configuration,
            {fmt::format("the JSONPaths file holds {} for {}", counted(paths.size(), "path"),
                         counted(column_count, "column")),
             std::string(place), "one path per column is needed, in the order of the columns", ""});
    return paths;
}

std::string json_paths_text(std::span<const JsonPath> paths) {
    auto list = nlohmann::json::array();
    for (const JsonPath& path : paths) {
        std::string text = "$";
        for (const JsonPathStep& step : path)
            text += in_brackets(step);
        list.push_back(text);
    }
    return nlohmann::json{{"jsonpaths", list}}.dump(/*indent=*/2);
}

std::vector<JsonPath> json_paths_by_name(std::span<const Column> columns) {
    std::vector<JsonPath> paths;
    paths.reserve(columns.size());
    for (const Column& column : columns)
        paths.push_back({JsonPathStep{column.name}});
    return paths;
}

}  // namespace sparkify
