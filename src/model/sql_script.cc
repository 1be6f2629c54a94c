#include "model/sql_script.h"

#include <array>
#include <cctype>
#include <cstddef>
#include <utility>

namespace sparkify {
namespace {

constexpr std::array<std::pair<Dialect, std::string_view>, 3> kAnnotations{{
    {Dialect::duckdb, "--@duckdb"},
    {Dialect::postgres, "--@postgres"},
    {Dialect::redshift, "--@redshift"},
}};

bool is_word(char byte) {
    return std::isalnum(static_cast<unsigned char>(byte)) != 0 || byte == '_';
}

constexpr std::string_view kRunAnnotation = "--@run";

void uncover(std::string& script, std::string_view mark) {
    for (std::size_t position = script.find(mark); position != std::string::npos;
         position = script.find(mark, position))
        script.erase(position, mark.size());
}

/// The script with the annotations for `dialect` and `scope` turned into SQL.
std::string uncover_annotations(std::string_view script, Dialect dialect, Scope scope) {
    std::string result(script);
    for (const auto& [annotated, mark] : kAnnotations)
        if (annotated == dialect) uncover(result, mark);
    if (scope == Scope::run) uncover(result, kRunAnnotation);
    return result;
}

class Splitter {
  public:
    Splitter(std::string_view script, const SqlParameters& parameters)
        : rest_(script), parameters_(parameters) {}

    std::vector<std::string> split() {
        while (!rest_.empty())
            take_next();
        finish_statement();
        return std::move(statements_);
    }

  private:
    void take_next() {
        const char byte = rest_.front();
        if (rest_.starts_with("--")) return skip(rest_.find('\n'));
        if (rest_.starts_with("/*")) return skip_block_comment();
        if (byte == '\'' || byte == '"') return copy(end_of_quoted(byte));
        if (rest_.starts_with("::")) return copy(2);
        if (byte == ':' && rest_.size() > 1 && is_word(rest_[1])) return take_parameter();
        if (byte == ';') {
            finish_statement();
            return skip(1);
        }
        copy(1);
    }

    void skip(std::size_t count) { rest_.remove_prefix(std::min(count, rest_.size())); }

    void skip_block_comment() {
        const std::size_t end = rest_.find("*/");
        skip(end == std::string_view::npos ? end : end + 2);
        statement_ += ' ';
    }

    void copy(std::size_t count) {
        statement_ += rest_.substr(0, count);
        skip(count);
    }

    /// A doubled quote inside is seen as the end and a new beginning, which comes to the same.
    [[nodiscard]] std::size_t end_of_quoted(char quote) const {
        const std::size_t end = rest_.find(quote, 1);
        return end == std::string_view::npos ? rest_.size() : end + 1;
    }

    void take_parameter() {
        std::size_t end = 1;
        while (end < rest_.size() && is_word(rest_[end]))
            ++end;
        const auto parameter = parameters_.find(rest_.substr(1, end - 1));
        if (parameter == parameters_.end()) return copy(end);
        statement_ += parameter->second;
        skip(end);
    }

    void finish_statement() {
        const std::size_t begin = statement_.find_first_not_of(" \t\r\n");
        const std::size_t end = statement_.find_last_not_of(" \t\r\n");
        if (begin != std::string::npos)
            statements_.push_back(statement_.substr(begin, end - begin + 1));
        statement_.clear();
    }

    std::string_view rest_;
    const SqlParameters& parameters_;
    std::string statement_;
    std::vector<std::string> statements_;
};

}  // namespace

std::vector<std::string> statements_of(std::string_view script, Dialect dialect,
                                       const SqlParameters& parameters, Scope scope) {
    return Splitter(uncover_annotations(script, dialect, scope), parameters).split();
}

}  // namespace sparkify
