#include "warehouse/duckdb/duckdb_values.h"

#include <cstdint>
#include <string>
#include <variant>

#include <fmt/format.h>

#include "warehouse/duckdb/duckdb_cast.h"
#include "warehouse/duckdb/duckdb_handles.h"
#include "warehouse/duckdb/duckdb_vector.h"

namespace sparkify {
namespace {

template <typename Stored>
Value integer_at(duckdb_vector vector, idx_t row) {
    return static_cast<std::int64_t>(stored_at<Stored>(vector, row));
}

/// As a number where 64 bits hold it (sums of BIGINT are HUGEINT), else as its digits.
Value hugeint_at(duckdb_vector vector, idx_t row) {
    const auto& stored = stored_at<duckdb_hugeint>(vector, row);
    const auto low = static_cast<std::int64_t>(stored.lower);
    if (stored.upper == (low < 0 ? -1 : 0)) return low;
    __extension__ using Wide = __int128;
    return fmt::format("{}", static_cast<Wide>(stored.upper) * (static_cast<Wide>(1) << 64) +
                                 static_cast<Wide>(stored.lower));
}

Value text_at(duckdb_vector vector, idx_t row) {
    duckdb_string_t text = stored_at<duckdb_string_t>(vector, row);
    return std::string(duckdb_string_t_data(&text), duckdb_string_t_length(text));
}

Value cast_at(duckdb_vector vector, idx_t row) {
    const DuckDbType type(duckdb_vector_get_column_type(vector));
    return cast_to_text(vector, type.get(), row);
}

}  // namespace

bool is_numeric_type(duckdb_type type) {
    switch (type) {
        case DUCKDB_TYPE_TINYINT:
        case DUCKDB_TYPE_SMALLINT:
        case DUCKDB_TYPE_INTEGER:
        case DUCKDB_TYPE_BIGINT:
        case DUCKDB_TYPE_UTINYINT:
        case DUCKDB_TYPE_USMALLINT:
        case DUCKDB_TYPE_UINTEGER:
        case DUCKDB_TYPE_UBIGINT:
        case DUCKDB_TYPE_HUGEINT:
        case DUCKDB_TYPE_UHUGEINT:
        case DUCKDB_TYPE_FLOAT:
        case DUCKDB_TYPE_DOUBLE:
        case DUCKDB_TYPE_DECIMAL:
            return true;
        default:
            return false;
    }
}

Value value_at(duckdb_vector vector, duckdb_type type, idx_t row) {
    if (is_null_at(vector, row)) return std::monostate();
    switch (type) {
        case DUCKDB_TYPE_BOOLEAN:
            return stored_at<bool>(vector, row);
        case DUCKDB_TYPE_TINYINT:
            return integer_at<std::int8_t>(vector, row);
        case DUCKDB_TYPE_SMALLINT:
            return integer_at<std::int16_t>(vector, row);
        case DUCKDB_TYPE_INTEGER:
            return integer_at<std::int32_t>(vector, row);
        case DUCKDB_TYPE_BIGINT:
            return integer_at<std::int64_t>(vector, row);
        case DUCKDB_TYPE_UTINYINT:
            return integer_at<std::uint8_t>(vector, row);
        case DUCKDB_TYPE_USMALLINT:
            return integer_at<std::uint16_t>(vector, row);
        case DUCKDB_TYPE_UINTEGER:
            return integer_at<std::uint32_t>(vector, row);
        case DUCKDB_TYPE_HUGEINT:
            return hugeint_at(vector, row);
        case DUCKDB_TYPE_FLOAT:
            return static_cast<double>(stored_at<float>(vector, row));
        case DUCKDB_TYPE_DOUBLE:
            return stored_at<double>(vector, row);
        case DUCKDB_TYPE_TIMESTAMP:
            return Timestamp{stored_at<duckdb_timestamp>(vector, row).micros};
        case DUCKDB_TYPE_DATE:
            return Date{stored_at<duckdb_date>(vector, row).days};
        case DUCKDB_TYPE_VARCHAR:
            return text_at(vector, row);
        default:
            return cast_at(vector, row);
    }
}

void append_value(duckdb_appender appender, const Value& value) {
    struct Append {
        duckdb_appender appender;
        void operator()(std::monostate) const { duckdb_append_null(appender); }
        void operator()(bool it) const { duckdb_append_bool(appender, it); }
        void operator()(std::int64_t it) const { duckdb_append_int64(appender, it); }
        void operator()(double it) const { duckdb_append_double(appender, it); }
        void operator()(const std::string& it) const {
            duckdb_append_varchar_length(appender, it.data(), it.size());
        }
        void operator()(Timestamp it) const {
            duckdb_append_timestamp(appender, {it.microseconds});
        }
        void operator()(Date it) const { duckdb_append_date(appender, {it.days}); }
    };
    std::visit(Append{appender}, value);
}

}  // namespace sparkify
