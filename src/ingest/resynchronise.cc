#include "ingest/resynchronise.h"

namespace sparkify {
namespace {

constexpr std::string_view kBlanksInLine = " \t\r";

/// The newline before the error if only blanks lie between, else the next one.
std::size_t newline_near(std::string_view bytes, std::size_t begin, std::size_t error) {
    std::size_t position = error;
    while (position > begin && kBlanksInLine.find(bytes[position - 1]) != std::string_view::npos)
        --position;
    if (position > begin && bytes[position - 1] == '\n') return position - 1;
    return bytes.find('\n', error);
}

}  // namespace

std::size_t resynchronise(std::string_view bytes, std::size_t begin, std::size_t error) {
    std::size_t newline = newline_near(bytes, begin, error);
    while (newline != std::string_view::npos) {
        const std::size_t first = bytes.find_first_not_of(kBlanksInLine, newline + 1);
        if (first == std::string_view::npos) return first;
        if (bytes[first] == '{' && first >= error) return first;
        newline = bytes[first] == '\n' ? first : bytes.find('\n', first);
    }
    return std::string_view::npos;
}

}  // namespace sparkify
