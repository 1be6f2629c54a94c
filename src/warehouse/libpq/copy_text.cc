#include "warehouse/libpq/copy_text.h"

namespace sparkify {
namespace {

constexpr const char* kNull = "\\N";

std::string escaped(const std::string& text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char byte : text) {
        switch (byte) {
            case '\\':
                escaped += "\\\\";
                break;
            case '\t':
                escaped += "\\t";
                break;
            case '\n':
                escaped += "\\n";
                break;
            case '\r':
                escaped += "\\r";
                break;
            default:
                escaped += byte;
        }
    }
    return escaped;
}

}  // namespace

std::string copy_text_of(const std::vector<Value>& row) {
    std::string line;
    for (const Value& value : row) {
        if (&value != &row.front()) line += '\t';
        line += is_null(value) ? kNull : escaped(to_text(value));
    }
    return line + '\n';
}

}  // namespace sparkify
