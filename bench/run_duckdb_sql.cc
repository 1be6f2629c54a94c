// Runs a SQL script on a DuckDB file: the same result by DuckDB's SQL alone, to compare sparkify
// with.
//
//     run_duckdb_sql FILE.duckdb SCRIPT.sql THREADS PRESERVE_INSERTION_ORDER [NAME=VALUE...]
//
// NAME=VALUE replaces {NAME} in the script. Every statement's time goes to standard error.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include <duckdb.h>
#include <fmt/format.h>

#include "model/sql_script.h"
#include "warehouse/duckdb/duckdb_handles.h"

namespace {

using sparkify::Dialect;
using sparkify::DuckDbConfig;
using sparkify::DuckDbDatabase;
using sparkify::DuckDbResult;
using sparkify::DuckDbSession;
using sparkify::statements_of;

std::string read_file(const char* path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

void replace_all(std::string& text, const std::string& name, const std::string& value) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at))
        text.replace(at, name.size(), value);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 5) return 2;
    std::string script = read_file(argv[2]);
    for (int index = 5; index < argc; ++index) {
        const std::string definition = argv[index];
        const std::size_t equals = definition.find('=');
        replace_all(script, "{" + definition.substr(0, equals) + "}",
                    definition.substr(equals + 1));
    }
    DuckDbConfig config;
    duckdb_create_config(config.out());
    duckdb_set_config(config.get(), "threads", argv[3]);
    duckdb_set_config(config.get(), "preserve_insertion_order", argv[4]);
    DuckDbDatabase database;
    duckdb_open_ext(argv[1], database.out(), config.get(), nullptr);
    DuckDbSession session;
    duckdb_connect(database.get(), session.out());
    for (const std::string& statement : statements_of(script, Dialect::duckdb)) {
        const auto begin = std::chrono::steady_clock::now();
        DuckDbResult result;
        if (duckdb_query(session.get(), statement.c_str(), result.out()) != DuckDBSuccess) {
            fmt::print(stderr, "{}\n{}\n", duckdb_result_error(result.out()), statement);
            return 1;
        }
        const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
        fmt::print(stderr, "{:7.3f} s  {}\n", time.count(),
                   statement.substr(0, statement.find('\n')));
    }
    return 0;
}
