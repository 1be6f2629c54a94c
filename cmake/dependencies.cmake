# What the program stands on. Everything is a Debian 12 package, except DuckDB,
# which script/bootstrap puts into build/third_party/duckdb.

find_package(Threads REQUIRED)
find_package(simdjson 3.0.1 REQUIRED)
find_package(fmt 9.1 REQUIRED)
find_package(spdlog 1.10 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq>=15)
find_package(CURL 7.88 REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)

set(SPARKIFY_DUCKDB_DIR "${CMAKE_SOURCE_DIR}/build/third_party/duckdb" CACHE PATH
    "The folder that holds duckdb.h and libduckdb.so")
if(NOT EXISTS "${SPARKIFY_DUCKDB_DIR}/libduckdb.so")
  message(FATAL_ERROR "DuckDB is missing in ${SPARKIFY_DUCKDB_DIR}: run script/bootstrap")
endif()

add_library(duckdb SHARED IMPORTED)
set_target_properties(duckdb PROPERTIES
  IMPORTED_LOCATION "${SPARKIFY_DUCKDB_DIR}/libduckdb.so"
  INTERFACE_INCLUDE_DIRECTORIES "${SPARKIFY_DUCKDB_DIR}")

if(SPARKIFY_TESTS)
  find_package(GTest 1.12 REQUIRED)
endif()
if(SPARKIFY_BENCH)
  find_package(benchmark 1.7 REQUIRED)
endif()
