#include "warehouse/libpq/encoded_rows.h"

#include <array>
#include <bit>
#include <concepts>
#include <cstring>
#include <string_view>

namespace sparkify {
namespace {

/// The signature, no flags, no extension.
constexpr std::array<char, 19> kHeader{'P', 'G', 'C', 'O', 'P', 'Y', '\n', '\xff', '\r', '\n',
                                       0,   0,   0,   0,   0,   0,   0,    0,      0};
constexpr std::array<char, 2> kTrailer{'\xff', '\xff'};

constexpr std::int32_t kNull = -1;

/// Timestamps count from 2000-01-01.
constexpr std::int64_t kEpochMicroseconds = 946'684'800'000'000;

/// The length of a field, and a value that is a number.
constexpr std::size_t kMaxNumberBytes = sizeof(std::int32_t) + sizeof(std::int64_t);

template <std::integral Number>
char* put(char* out, Number number) {
    using Unsigned = std::make_unsigned_t<Number>;
    auto bits = static_cast<Unsigned>(number);
    static_assert(std::endian::native == std::endian::little);
    if constexpr (sizeof(bits) == 2)
        bits = __builtin_bswap16(bits);
    else if constexpr (sizeof(bits) == 4)
        bits = __builtin_bswap32(bits);
    else
        bits = __builtin_bswap64(bits);
    std::memcpy(out, &bits, sizeof bits);
    return out + sizeof bits;
}

template <std::integral Number>
char* put_field(char* out, Number number) {
    out = put(out, static_cast<std::int32_t>(sizeof number));
    return put(out, number);
}

char* put_field(char* out, std::string_view text) {
    out = put(out, static_cast<std::int32_t>(text.size()));
    std::memcpy(out, text.data(), text.size());
    return out + text.size();
}

char* put_value(char* out, const ColumnValues& values, std::size_t row) {
    switch (values.type) {
        case ColumnType::text:
            return put_field(out, values.texts[row]);
        case ColumnType::integer:
            return put_field(out, static_cast<std::int32_t>(values.integers[row]));
        case ColumnType::bigint:
            return put_field(out, values.integers[row]);
        case ColumnType::double_precision:
            return put_field(out, std::bit_cast<std::int64_t>(values.doubles[row]));
        case ColumnType::timestamp:
            return put_field(out, values.integers[row] - kEpochMicroseconds);
    }
    return out;
}

}  // namespace

std::span<const char> EncodedRows::header() {
    return kHeader;
}

std::span<const char> EncodedRows::trailer() {
    return kTrailer;
}

void EncodedRows::append(const RecordBatch& batch, std::int64_t load_id) {
    for (std::size_t row = 0; row < batch.rows(); ++row)
        append_row(batch, row, load_id);
}

void EncodedRows::append_row(const RecordBatch& batch, std::size_t row, std::int64_t load_id) {
    const std::span<const ColumnValues> columns = batch.columns();
    std::size_t most = sizeof(std::int16_t) + (columns.size() + 1) * kMaxNumberBytes;
    for (const ColumnValues& values : columns)
        if (values.type == ColumnType::text && values.has(row)) most += values.texts[row].size();
    reserve(most);
    char* out = put(bytes_.data() + size_, static_cast<std::int16_t>(columns.size() + 1));
    for (const ColumnValues& values : columns)
        out = values.has(row) ? put_value(out, values, row) : put(out, kNull);
    out = put_field(out, load_id);
    size_ = static_cast<std::size_t>(out - bytes_.data());
}

void EncodedRows::reserve(std::size_t count) {
    if (bytes_.size() - size_ < count) bytes_.resize(2 * (bytes_.size() + count));
}

}  // namespace sparkify
