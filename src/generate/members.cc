#include "generate/members.h"

#include <cstddef>

namespace sparkify {

namespace {

/// Where the JSON string that begins the text ends.
std::size_t string_length(std::string_view text) {
    std::size_t at = 1;
    while (text[at] != '"') {
        at += text[at] == '\\' ? 2 : 1;
    }
    return at + 1;
}

std::size_t value_length(std::string_view text) {
    return text[0] == '"' ? string_length(text) : text.find_first_of(",}");
}

}  // namespace

Punctuation usual_punctuation(RecordType type) {
    if (type == RecordType::log) return {"{", ":", ",", "}"};
    return {"{", ": ", ", ", "}"};
}

Members split_record(std::string_view record, RecordType type) {
    const Punctuation punctuation = usual_punctuation(type);
    Members members;
    record.remove_prefix(punctuation.open.size());
    while (!record.empty()) {
        const std::size_t key = string_length(record);
        const std::string_view name = record.substr(1, key - 2);
        record.remove_prefix(key + punctuation.colon.size());
        const std::size_t value = value_length(record);
        members.push_back({std::string{name}, std::string{record.substr(0, value)}});
        record.remove_prefix(value);
        const bool more = record.front() == ',';
        record.remove_prefix(more ? punctuation.comma.size() : punctuation.close.size());
    }
    return members;
}

std::string joined(const Members& members, const Punctuation& punctuation) {
    std::string out{punctuation.open};
    for (const Member& member : members) {
        if (&member != &members.front()) out += punctuation.comma;
        out += '"';
        out += member.key;
        out += '"';
        out += punctuation.colon;
        out += member.value;
    }
    out += punctuation.close;
    return out;
}

}  // namespace sparkify
