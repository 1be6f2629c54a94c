#include "generate/odd_form.h"

#include <algorithm>
#include <array>

#include "generate/json_text.h"

namespace sparkify {

namespace {

constexpr std::array<std::string_view, 6> kIntegerKeys = {
    "itemInSession", "sessionId", "status", "ts", "num_songs", "year"};

bool is_string(const Member& member) {
    return member.value.front() == '"';
}

bool is_number(const Member& member) {
    const char first = member.value.front();
    return first == '-' || (first >= '0' && first <= '9');
}

bool is_integer_key(std::string_view key) {
    return std::find(kIntegerKeys.begin(), kIntegerKeys.end(), key) != kIntegerKeys.end();
}

/// Numbers in quotation marks, and the user id, a string, without them.
void swap_quotes(Members& members) {
    for (Member& member : members) {
        if (is_number(member)) {
            member.value = '"' + member.value + '"';
        } else if (member.key == "userId" && member.value != "\"\"") {
            member.value = member.value.substr(1, member.value.size() - 2);
        }
    }
}

void write_integers_as_floats(Members& members) {
    for (Member& member : members) {
        const bool whole = member.value.find('.') == std::string::npos;
        if (is_number(member) && whole && is_integer_key(member.key)) member.value += ".0";
    }
}

/// Keys that no column asks for, some of which bear the name of one, but deeper down.
void add_unknown_keys(Members& members) {
    members.insert(members.begin(), {"$meta", R"({"ts":"never","song_id":[1,{"a":null}],"n":{}})"});
    members.push_back({"tags", R"(["}","{\"ts\":1}",[],true,-1.5e3])"});
    members.push_back({"Ts", "false"});
}

void drop_nulls(Members& members) {
    std::erase_if(members, [](const Member& member) { return member.value == "null"; });
}

void empty_nulls(Members& members) {
    for (Member& member : members) {
        if (member.value == "null") member.value = "\"\"";
    }
}

void spell_strings(Members& members, JsonSpelling spelling) {
    for (Member& member : members) {
        if (is_string(member)) member.value = json_string(json_string_text(member.value), spelling);
    }
}

using Change = void (*)(Members&);

struct Form {
    Change change;
    Punctuation punctuation;  // an empty one stands for the usual
    std::string_view separator = "\n";
};

constexpr Punctuation kWide = {"{ \t", "\t: ", " ,  ", " }"};

constexpr std::array<Form, 13> kForms = {{
    {nullptr, kPretty},
    {nullptr, {}, ""},
    {nullptr, {}, "\n\n \t\n  "},
    {nullptr, {}, "\r\n"},
    {nullptr, kWide},
    {swap_quotes, {}},
    {write_integers_as_floats, {}},
    {add_unknown_keys, {}},
    {drop_nulls, {}},
    {empty_nulls, {}},
    {[](Members& members) { std::reverse(members.begin(), members.end()); }, kPretty, ""},
    {[](Members& members) { spell_strings(members, JsonSpelling::raw_utf8); }, {}},
    {[](Members& members) { spell_strings(members, JsonSpelling::fully_escaped); }, {}},
}};

}  // namespace

std::size_t odd_form_count() {
    return kForms.size();
}

OddRecord in_odd_form(std::string_view record, std::size_t number, RecordType type) {
    const Form& form = kForms[number];
    Members members = split_record(record, type);
    if (form.change != nullptr) form.change(members);
    const bool usual = form.punctuation.open.empty();
    return {form.separator, joined(members, usual ? usual_punctuation(type) : form.punctuation)};
}

}  // namespace sparkify
