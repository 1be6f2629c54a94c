#include "warehouse/duckdb/duckdb_error.h"

#include <cstddef>

namespace sparkify {
namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// DuckDB appends a "See also" with an address to some messages, and a stack to internal ones.
std::string first_line(std::string_view message) {
    return std::string(message.substr(0, message.find('\n')));
}

/// The "PID 1234" of "Conflicting lock is held in /usr/bin/sparkify (PID 1234)".
std::string lock_holder(std::string_view message) {
    const std::size_t begin = message.find("Conflicting lock is held in ");
    if (begin == std::string_view::npos) return "another process has opened it";
    const std::string_view rest = message.substr(begin + 28);
    const std::size_t end = rest.find(')');
    return "held by " + std::string(rest.substr(0, end == std::string_view::npos ? end : end + 1));
}

/// Whether the statement cannot be understood, as opposed to one that fails on the data.
bool is_about_the_statement(std::string_view message) {
    return message.starts_with("Parser Error") || message.starts_with("Binder Error") ||
           message.starts_with("Catalog Error");
}

}  // namespace

Error duckdb_open_error(std::string_view message, const std::string& file, bool read_only) {
    if (contains(message, "Could not set lock"))
        return {ErrorCode::locked,
                {"the warehouse is in use", file, lock_holder(message),
                 "wait until it has finished, or stop it"}};
    if (contains(message, "Permission denied"))
        return {ErrorCode::access_denied,
                {"cannot open the warehouse", file, "permission denied",
                 "allow this user to read and write the file and its folder"}};
    if (contains(message, "not a valid DuckDB database file"))
        return {ErrorCode::unreachable,
                {"this is no DuckDB database", file, "",
                 "name another file with --warehouse duckdb:FILE"}};
    const bool absent = contains(message, "does not exist") || contains(message, "No such file");
    if (absent && read_only)
        return {ErrorCode::unreachable,
                {"there is no such warehouse", file, "",
                 "run `sparkify etl` first, or name another file with --warehouse duckdb:FILE"}};
    if (absent)
        return {ErrorCode::unreachable,
                {"cannot create the warehouse", file, "its folder does not exist",
                 "make the folder, or name another file with --warehouse duckdb:FILE"}};
    return {ErrorCode::unreachable, {"cannot open the warehouse", file, first_line(message), ""}};
}

Error duckdb_statement_error(std::string_view message, const std::string& file) {
    if (message.starts_with("INTERRUPT"))
        return {ErrorCode::interrupted,
                {"the run was interrupted", file, "", "nothing was changed; run it again"}};
    if (contains(message, "No space left on device"))
        return {ErrorCode::failed,
                {"the disk is full", file, first_line(message), "make room and run again"}};
    if (contains(message, "File too large"))
        return {ErrorCode::failed,
                {"the file of the warehouse cannot grow any more", file, first_line(message),
                 "raise the limit of its size (`ulimit -f`) and run again"}};
    if (message.starts_with("Out of Memory"))
        return {ErrorCode::failed,
                {"the memory limit is too small", file, first_line(message),
                 "allow more with --memory"}};
    return {is_about_the_statement(message) ? ErrorCode::statement_refused : ErrorCode::failed,
            {"the warehouse refused a statement", file, std::string(message), ""}};
}

}  // namespace sparkify
