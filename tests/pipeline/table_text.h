#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "oracle/rendering.h"
#include "oracle/star.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// Which numbers that depend on earlier runs are part of a table's text.
enum class RunNumbers : std::uint8_t {
    all,               ///< load_id and songplay_id
    only_songplay_id,  ///< the warehouse had runs before that loaded nothing or were forgotten
    none,
};

/// Tables by name, each as oracle::RenderedTable says.
using Tables = std::map<std::string, oracle::RenderedTable>;

/// A query's result in the form of oracle::RenderedTable, rows in the order of their bytes.
[[nodiscard]] oracle::RenderedTable rendered(const ResultTable& result);

/// All seven tables.
[[nodiscard]] Tables tables_of(Warehouse& warehouse, RunNumbers numbers);
[[nodiscard]] Tables tables_of(const oracle::OracleWarehouse& warehouse, RunNumbers numbers);

/// The five tables of the star.
[[nodiscard]] Tables star_of(Warehouse& warehouse, RunNumbers numbers);
[[nodiscard]] Tables star_of(const oracle::OracleWarehouse& warehouse, RunNumbers numbers);

/// For people: the first rows that only one side has; empty if both are the same.
[[nodiscard]] std::string difference(const Tables& actual, const Tables& expected);

}  // namespace sparkify
