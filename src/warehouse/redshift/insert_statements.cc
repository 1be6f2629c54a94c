#include "warehouse/redshift/insert_statements.h"

#include <cstddef>
#include <variant>

#include <fmt/format.h>

#include "warehouse/sql_text.h"

namespace sparkify {
namespace {

constexpr std::size_t kStatementBytes = 4'000'000;

class ValueList {
  public:
    explicit ValueList(bool escapes_by_backslash) : escapes_by_backslash_(escapes_by_backslash) {}

    [[nodiscard]] std::string of(const std::vector<Value>& row) const {
        std::string list;
        for (const Value& value : row)
            list += (list.empty() ? "(" : ", ") + literal(value);
        return list + ")";
    }

  private:
    [[nodiscard]] std::string literal(const Value& value) const {
        if (is_null(value)) return "NULL";
        if (const auto* text = std::get_if<std::string>(&value))
            return quoted_text(*text, escapes_by_backslash_);
        if (std::holds_alternative<Timestamp>(value))
            return fmt::format("CAST({} AS TIMESTAMP)", quoted_text(to_text(value)));
        if (std::holds_alternative<Date>(value))
            return fmt::format("CAST({} AS DATE)", quoted_text(to_text(value)));
        return to_text(value);
    }

    bool escapes_by_backslash_;
};

}  // namespace

std::vector<std::string> insert_statements(std::string_view schema, std::string_view table,
                                           const std::vector<std::vector<Value>>& rows,
                                           bool escapes_by_backslash) {
    const ValueList values(escapes_by_backslash);
    const std::string head = fmt::format("INSERT INTO {} VALUES\n", quoted_table(schema, table));
    std::vector<std::string> statements;
    for (const std::vector<Value>& row : rows) {
        std::string list = values.of(row);
        if (statements.empty() || statements.back().size() + list.size() > kStatementBytes)
            statements.push_back(head + list);
        else
            statements.back() += ",\n" + list;
    }
    return statements;
}

}  // namespace sparkify
