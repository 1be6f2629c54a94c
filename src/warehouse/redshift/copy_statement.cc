#include "warehouse/redshift/copy_statement.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "warehouse/sql_text.h"

namespace sparkify {
namespace {

const char* clause_of(Compression compression) {
    switch (compression) {
        case Compression::none:
            return "";
        case Compression::gzip:
            return "\nGZIP";
        case Compression::zstd:
            return "\nZSTD";
    }
    return "";
}

}  // namespace

// A COPY fails once it has met as many errors as MAXERROR says, so one more than may be passed over
// is asked for; 0 means 1. The statistics of a table that lives as long as its COPY are not worth
// their time.
std::string CopyStatement::text() const {
    const auto quoted = [this](const std::string& text) {
        return quoted_text(text, escapes_by_backslash);
    };
    return fmt::format(
        "COPY {} ({})\nFROM {}\nIAM_ROLE {}\nMANIFEST{}\nFORMAT AS JSON {}\nTIMEFORMAT "
        "'epochmillisecs'\nEMPTYASNULL{}\nMAXERROR {}\nCOMPUPDATE OFF\nSTATUPDATE OFF{}",
        quoted_name(table), quoted_names(columns), quoted(manifest),
        iam_role.empty() ? "default" : quoted(iam_role),
        region.empty() ? "" : "\nREGION " + quoted(region), quoted(json_paths),
        clause_of(compression), std::min(max_errors, kMostErrors - 1) + 1,
        parse_only ? "\nNOLOAD" : "");
}

std::string manifest_of(std::span<const std::string> locations) {
    auto entries = nlohmann::json::array();
    for (const std::string& location : locations)
        entries.push_back({{"url", location}, {"mandatory", true}});
    return nlohmann::json{{"entries", entries}}.dump();
}

}  // namespace sparkify
