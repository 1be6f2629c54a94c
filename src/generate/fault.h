#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "generate/members.h"

namespace sparkify {

/// How a good record is made bad.
enum class Damage : std::uint8_t {
    cut_end,     ///< without its last character
    drop_quote,  ///< a string value without its closing quotation mark
    add_comma,   ///< with a comma after the last member
    text_line,   ///< a line of text in its stead
    wrap,        ///< twice in an array
    remove,      ///< without the member
    replace,     ///< with another value for the member
};

/// One way for a record to be bad. Whatever comes before and after it, a bad record is one line, is
/// one reject, and leaves the records around it as they are.
struct Fault {
    std::string kind;  ///< stable snake_case name, told to the user
    Damage damage = Damage::replace;
    std::string key;            ///< of the member that is damaged, if one is
    std::string value;          ///< the line of text, or the member's new value as it is written
    bool names_column = false;  ///< whether the record is JSON, so that one column is to blame
};

/// Every fault that a record of this type can have, kinds with several columns several times.
std::vector<Fault> faults_of(RecordType type);

/// The one that is planted but once: a record above the 4 MB that COPY allows.
Fault record_too_large(RecordType type);

/// A good record turned bad.
std::string damaged(std::string_view record, const Fault& fault, RecordType type);

/// The staging column that is to blame, or nothing.
std::string blamed_column(const Fault& fault);

}  // namespace sparkify
