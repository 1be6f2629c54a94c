#include "generate/fault.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace sparkify {

namespace {

constexpr std::size_t kTooLarge = 4 * 1024 * 1024 + 200'000;

std::string repeated(std::size_t count, std::string_view text) {
    std::string out = "\"";
    for (std::size_t i = 0; i < count; ++i) {
        out += text;
    }
    return out += '"';
}

/// A value that is JSON, but not one for its column.
Fault value(std::string kind, std::string key, std::string json) {
    return {std::move(kind), Damage::replace, std::move(key), std::move(json), true};
}

/// A value that is not JSON, or that stands for no text (half of a surrogate pair).
Fault garbage(std::string kind, std::string key, std::string bytes) {
    return {std::move(kind), Damage::replace, std::move(key), std::move(bytes), false};
}

void add_required(std::vector<Fault>& faults, const std::string& key) {
    faults.push_back({"missing_required", Damage::remove, key, "", true});
    faults.push_back(value("null_required", key, "null"));
    faults.push_back(value("empty_required", key, "\"\""));
}

/// What can happen to both: `string_key` never is null, `text_key` has 1,024 bytes, `decimal_key`
/// is a DOUBLE PRECISION, `integer_key` an INTEGER.
std::vector<Fault> common_faults(const std::string& string_key, const std::string& text_key,
                                 const std::string& decimal_key, const std::string& integer_key) {
    return {
        {"truncated_record", Damage::cut_end, "", "", false},
        {"missing_quote", Damage::drop_quote, string_key, "", false},
        {"trailing_comma", Damage::add_comma, "", "", false},
        {"not_json", Damage::text_line, "", "WARN disk nearly full, {3 of 4} shards written",
         false},
        {"outer_array", Damage::wrap, "", "", false},
        garbage("bad_utf8", text_key, "\"Caf\xe9 Noir\""),
        garbage("control_character", text_key, "\"Bell\x01 Tower\""),
        garbage("invalid_literal", decimal_key, "NaN"),
        value("nul_character", text_key, R"("No\u0000where")"),
        garbage("lone_surrogate", text_key, R"("Half \ud83c a pair")"),
        value("text_too_long", text_key, repeated(1025, "x")),
        value("text_too_many_bytes", text_key, repeated(600, R"(\u00fc)")),
        value("number_with_letters", decimal_key, R"("231.5s")"),
        value("fraction_in_integer", integer_key, "4.5"),
        value("integer_out_of_range", integer_key, "2147483648"),
        value("object_for_number", decimal_key, R"({"seconds":231.5})"),
    };
}

std::vector<Fault> log_faults() {
    std::vector<Fault> faults = common_faults("level", "artist", "length", "itemInSession");
    add_required(faults, "ts");
    std::vector<Fault> special = {
        value("not_a_timestamp", "ts", "\"soon\""),
        garbage("bad_utf8", "song", "\"\xc0\xaf\""),
        garbage("control_character", "location", "\"Tab\tCity, TX\""),
        garbage("lone_surrogate", "song", R"("\udfb5 first")"),
        value("text_too_long", "gender", repeated(17, "F")),
        value("text_too_long", "level", repeated(17, "p")),
        value("text_too_long", "page", repeated(65, "p")),
        value("text_too_long", "firstName", repeated(257, "n")),
        value("text_too_many_bytes", "gender", repeated(9, R"(\u00e9)")),
        value("number_with_letters", "sessionId", R"("12a")"),
        value("number_with_letters", "registration", R"("unknown")"),
        value("fraction_in_integer", "status", "200.5"),
        value("integer_out_of_range", "status", "-2147483649"),
        value("bigint_out_of_range", "userId", R"("92233720368547758080")"),
        value("bigint_out_of_range", "sessionId", "9223372036854775808"),
    };
    std::move(special.begin(), special.end(), std::back_inserter(faults));
    return faults;
}

std::vector<Fault> song_faults() {
    std::vector<Fault> faults = common_faults("song_id", "title", "duration", "num_songs");
    add_required(faults, "song_id");
    add_required(faults, "artist_id");
    std::vector<Fault> special = {
        value("number_with_letters", "duration", R"("abc")"),
        value("text_too_long", "song_id", repeated(65, "S")),
        value("text_too_long", "artist_location", repeated(1025, "l")),
        value("text_too_many_bytes", "artist_name", repeated(257, R"(\ud83c\udfb5)")),
        value("fraction_in_integer", "year", "1999.5"),
        value("integer_out_of_range", "year", "3000000000"),
        value("object_for_number", "artist_latitude", R"({"degrees": 52})"),
    };
    std::move(special.begin(), special.end(), std::back_inserter(faults));
    return faults;
}

auto find(Members& members, std::string_view key) {
    return std::find_if(members.begin(), members.end(),
                        [&](const Member& member) { return member.key == key; });
}

}  // namespace

std::vector<Fault> faults_of(RecordType type) {
    return type == RecordType::log ? log_faults() : song_faults();
}

Fault record_too_large(RecordType type) {
    return garbage("record_too_large", type == RecordType::log ? "song" : "title",
                   repeated(kTooLarge / 8, "la la la"));
}

std::string damaged(std::string_view record, const Fault& fault, RecordType type) {
    const Punctuation usual = usual_punctuation(type);
    std::string body{record.substr(0, record.size() - 1)};
    Members members = split_record(record, type);
    const auto member = find(members, fault.key);
    switch (fault.damage) {
        case Damage::cut_end:
            return body;
        case Damage::add_comma:
            return fmt::format("{}{}}}", body, usual.comma);
        case Damage::text_line:
            return fault.value;
        case Damage::wrap:
            return fmt::format("[{}{}{}]", record, usual.comma, record);
        case Damage::drop_quote:
            member->value.pop_back();
            break;
        case Damage::remove:
            members.erase(member);
            break;
        case Damage::replace:
            member->value = fault.value;
            break;
    }
    return joined(members, usual);
}

std::string blamed_column(const Fault& fault) {
    std::string column;
    if (!fault.names_column) return column;
    for (const char letter : fault.key) {
        const bool upper = letter >= 'A' && letter <= 'Z';
        if (upper) column += '_';
        column += upper ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return column;
}

}  // namespace sparkify
