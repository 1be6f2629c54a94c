#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sparkify {

/// The SQL that an engine speaks, as far as annotations tell engines apart.
enum class Dialect : std::uint8_t { duckdb, postgres, redshift };

/// What a script is to look at.
enum class Scope : std::uint8_t {
    everything,
    run,  ///< only what the current run touched
};

/// Values for the places that a script names as :name.
using SqlParameters = std::map<std::string, std::string, std::less<>>;

/// Makes a script of the model ready for one engine:
/// - what follows `--@duckdb`, `--@postgres` or `--@redshift` up to the end of the line becomes SQL
///   for that engine and stays a comment for the others;
/// - what follows `--@run` likewise, in the scope of a run;
/// - :name outside of texts and comments becomes its value (and an unknown name stays);
/// - comments are dropped, and the script is cut at its semicolons.
///
/// Returns the statements in order, without the semicolons, none of them empty.
[[nodiscard]] std::vector<std::string> statements_of(std::string_view script, Dialect dialect,
                                                     const SqlParameters& parameters = {},
                                                     Scope scope = Scope::everything);

}  // namespace sparkify
