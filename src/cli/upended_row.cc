#include "cli/upended_row.h"

namespace sparkify {

ResultTable upended_row(const ResultTable& table, const std::string& title) {
    ResultTable upended;
    upended.columns = {{title, false}, {"value", false}};
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        std::string name = table.columns[column].name;
        for (char& byte : name)
            if (byte == '_') byte = ' ';
        const Value& value = table.rows.at(0).at(column);
        if (!is_null(value)) upended.rows.push_back({name, to_text(value)});
    }
    return upended;
}

}  // namespace sparkify
