#include "warehouse/duckdb/duckdb_cast.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "base/error.h"
#include "warehouse/duckdb/duckdb_handles.h"
#include "warehouse/duckdb/duckdb_vector.h"

namespace sparkify {
namespace {

/// Values that a nested one is made of.
class Values {
  public:
    /// The C API takes a null pointer for a mistake, even where there are no values.
    Values() { handles_.reserve(1); }

    void add(DuckDbValue value) {
        owned_.push_back(std::move(value));
        handles_.push_back(owned_.back().get());
    }
    [[nodiscard]] duckdb_value* data() { return handles_.data(); }
    [[nodiscard]] idx_t size() const { return handles_.size(); }

  private:
    std::vector<DuckDbValue> owned_;
    std::vector<duckdb_value> handles_;
};

DuckDbValue value_of(duckdb_vector vector, duckdb_logical_type type, idx_t row);

Values values_in(duckdb_vector child, duckdb_logical_type type, idx_t begin, idx_t count) {
    Values values;
    for (idx_t index = begin; index < begin + count; ++index)
        values.add(value_of(child, type, index));
    return values;
}

duckdb_value list_at(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
    const auto entry = stored_at<duckdb_list_entry>(vector, row);
    const DuckDbType child(duckdb_list_type_child_type(type));
    Values values =
        values_in(duckdb_list_vector_get_child(vector), child.get(), entry.offset, entry.length);
    return duckdb_create_list_value(child.get(), values.data(), values.size());
}

duckdb_value array_at(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
    const idx_t size = duckdb_array_type_array_size(type);
    const DuckDbType child(duckdb_array_type_child_type(type));
    Values values = values_in(duckdb_array_vector_get_child(vector), child.get(), row * size, size);
    return duckdb_create_array_value(child.get(), values.data(), values.size());
}

duckdb_value struct_at(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
    Values values;
    for (idx_t index = 0; index < duckdb_struct_type_child_count(type); ++index) {
        const DuckDbType child(duckdb_struct_type_child_type(type, index));
        values.add(value_of(duckdb_struct_vector_get_child(vector, index), child.get(), row));
    }
    return duckdb_create_struct_value(type, values.data());
}

/// A map is a list of structs of a key and a value.
duckdb_value map_at(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
    const auto entry = stored_at<duckdb_list_entry>(vector, row);
    duckdb_vector pairs = duckdb_list_vector_get_child(vector);
    const DuckDbType key(duckdb_map_type_key_type(type));
    const DuckDbType value(duckdb_map_type_value_type(type));
    Values keys =
        values_in(duckdb_struct_vector_get_child(pairs, 0), key.get(), entry.offset, entry.length);
    Values values = values_in(duckdb_struct_vector_get_child(pairs, 1), value.get(), entry.offset,
                              entry.length);
    return duckdb_create_map_value(type, keys.data(), values.data(), keys.size());
}

/// A union is a struct of a tag, which says the member that counts, and the members.
duckdb_value union_at(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
    const auto tag = stored_at<std::uint8_t>(duckdb_struct_vector_get_child(vector, 0), row);
    const DuckDbType member(duckdb_union_type_member_type(type, tag));
    const DuckDbValue value =
        value_of(duckdb_struct_vector_get_child(vector, tag + idx_t{1}), member.get(), row);
    return duckdb_create_union_value(type, tag, value.get());
}

duckdb_hugeint widened(std::int64_t number) {
    return {static_cast<std::uint64_t>(number), number < 0 ? -1 : 0};
}

duckdb_value decimal_at(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
    duckdb_decimal decimal{duckdb_decimal_width(type), duckdb_decimal_scale(type), {}};
    switch (duckdb_decimal_internal_type(type)) {
        case DUCKDB_TYPE_SMALLINT:
            decimal.value = widened(stored_at<std::int16_t>(vector, row));
            break;
        case DUCKDB_TYPE_INTEGER:
            decimal.value = widened(stored_at<std::int32_t>(vector, row));
            break;
        case DUCKDB_TYPE_BIGINT:
            decimal.value = widened(stored_at<std::int64_t>(vector, row));
            break;
        default:
            decimal.value = stored_at<duckdb_hugeint>(vector, row);
    }
    return duckdb_create_decimal(decimal);
}

duckdb_value enum_at(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
    switch (duckdb_enum_internal_type(type)) {
        case DUCKDB_TYPE_UTINYINT:
            return duckdb_create_enum_value(type, stored_at<std::uint8_t>(vector, row));
        case DUCKDB_TYPE_USMALLINT:
            return duckdb_create_enum_value(type, stored_at<std::uint16_t>(vector, row));
        default:
            return duckdb_create_enum_value(type, stored_at<std::uint32_t>(vector, row));
    }
}

/// DuckDB stores UUIDs with their first bit turned, so that they sort as signed numbers.
duckdb_value uuid_at(duckdb_vector vector, idx_t row) {
    const auto stored = stored_at<duckdb_hugeint>(vector, row);
    return duckdb_create_uuid(
        {stored.lower, static_cast<std::uint64_t>(stored.upper) ^ (std::uint64_t{1} << 63)});
}

duckdb_value bytes_at(duckdb_vector vector, duckdb_type kind, idx_t row) {
    auto stored = stored_at<duckdb_string_t>(vector, row);
    const char* data = duckdb_string_t_data(&stored);
    const idx_t size = duckdb_string_t_length(stored);
    if (kind == DUCKDB_TYPE_VARCHAR) return duckdb_create_varchar_length(data, size);
    auto* bytes = reinterpret_cast<std::uint8_t*>(const_cast<char*>(data));
    if (kind == DUCKDB_TYPE_BIT) return duckdb_create_bit({bytes, size});
    return duckdb_create_blob(bytes, size);
}

duckdb_value new_value(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
    const duckdb_type kind = duckdb_get_type_id(type);
    switch (kind) {
        case DUCKDB_TYPE_SQLNULL:
            return duckdb_create_null_value();
        case DUCKDB_TYPE_BOOLEAN:
            return duckdb_create_bool(stored_at<bool>(vector, row));
        case DUCKDB_TYPE_TINYINT:
            return duckdb_create_int8(stored_at<std::int8_t>(vector, row));
        case DUCKDB_TYPE_SMALLINT:
            return duckdb_create_int16(stored_at<std::int16_t>(vector, row));
        case DUCKDB_TYPE_INTEGER:
            return duckdb_create_int32(stored_at<std::int32_t>(vector, row));
        case DUCKDB_TYPE_BIGINT:
            return duckdb_create_int64(stored_at<std::int64_t>(vector, row));
        case DUCKDB_TYPE_UTINYINT:
            return duckdb_create_uint8(stored_at<std::uint8_t>(vector, row));
        case DUCKDB_TYPE_USMALLINT:
            return duckdb_create_uint16(stored_at<std::uint16_t>(vector, row));
        case DUCKDB_TYPE_UINTEGER:
            return duckdb_create_uint32(stored_at<std::uint32_t>(vector, row));
        case DUCKDB_TYPE_UBIGINT:
            return duckdb_create_uint64(stored_at<std::uint64_t>(vector, row));
        case DUCKDB_TYPE_HUGEINT:
            return duckdb_create_hugeint(stored_at<duckdb_hugeint>(vector, row));
        case DUCKDB_TYPE_UHUGEINT:
            return duckdb_create_uhugeint(stored_at<duckdb_uhugeint>(vector, row));
        case DUCKDB_TYPE_FLOAT:
            return duckdb_create_float(stored_at<float>(vector, row));
        case DUCKDB_TYPE_DOUBLE:
            return duckdb_create_double(stored_at<double>(vector, row));
        case DUCKDB_TYPE_DECIMAL:
            return decimal_at(vector, type, row);
        case DUCKDB_TYPE_TIMESTAMP:
            return duckdb_create_timestamp(stored_at<duckdb_timestamp>(vector, row));
        case DUCKDB_TYPE_TIMESTAMP_S:
            return duckdb_create_timestamp_s(stored_at<duckdb_timestamp_s>(vector, row));
        case DUCKDB_TYPE_TIMESTAMP_MS:
            return duckdb_create_timestamp_ms(stored_at<duckdb_timestamp_ms>(vector, row));
        case DUCKDB_TYPE_TIMESTAMP_NS:
            return duckdb_create_timestamp_ns(stored_at<duckdb_timestamp_ns>(vector, row));
        case DUCKDB_TYPE_TIMESTAMP_TZ:
            return duckdb_create_timestamp_tz(stored_at<duckdb_timestamp>(vector, row));
        case DUCKDB_TYPE_DATE:
            return duckdb_create_date(stored_at<duckdb_date>(vector, row));
        case DUCKDB_TYPE_TIME:
            return duckdb_create_time(stored_at<duckdb_time>(vector, row));
        case DUCKDB_TYPE_TIME_TZ:
            return duckdb_create_time_tz_value(stored_at<duckdb_time_tz>(vector, row));
        case DUCKDB_TYPE_INTERVAL:
            return duckdb_create_interval(stored_at<duckdb_interval>(vector, row));
        case DUCKDB_TYPE_UUID:
            return uuid_at(vector, row);
        case DUCKDB_TYPE_ENUM:
            return enum_at(vector, type, row);
        case DUCKDB_TYPE_VARCHAR:
        case DUCKDB_TYPE_BLOB:
        case DUCKDB_TYPE_BIT:
            return bytes_at(vector, kind, row);
        case DUCKDB_TYPE_LIST:
            return list_at(vector, type, row);
        case DUCKDB_TYPE_ARRAY:
            return array_at(vector, type, row);
        case DUCKDB_TYPE_STRUCT:
            return struct_at(vector, type, row);
        case DUCKDB_TYPE_MAP:
            return map_at(vector, type, row);
        case DUCKDB_TYPE_UNION:
            return union_at(vector, type, row);
        default:
            throw Error(ErrorCode::statement_refused,
                        {"the result has a column of a type that cannot be shown", "", "",
                         "cast the column to VARCHAR"});
    }
}

DuckDbValue value_of(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
    if (is_null_at(vector, row)) return DuckDbValue(duckdb_create_null_value());
    return DuckDbValue(new_value(vector, type, row));
}

}  // namespace

std::string cast_to_text(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
    const DuckDbValue value = value_of(vector, type, row);
    char* text = duckdb_get_varchar(value.get());
    std::string result = text == nullptr ? "" : text;
    duckdb_free(text);
    return result;
}

}  // namespace sparkify
