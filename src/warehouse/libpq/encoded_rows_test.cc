#include "warehouse/libpq/encoded_rows.h"

#include <bit>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

const std::vector<Column> kColumns{{"name", ColumnType::text, 8, false},
                                   {"number", ColumnType::integer, 0, false},
                                   {"big", ColumnType::bigint, 0, false},
                                   {"length", ColumnType::double_precision, 0, false},
                                   {"ts", ColumnType::timestamp, 0, false}};

std::string text_of(std::span<const char> bytes) {
    return {bytes.data(), bytes.size()};
}

std::string big_endian(std::uint64_t number, int bytes) {
    std::string text;
    for (int byte = bytes - 1; byte >= 0; --byte)
        text += static_cast<char>((number >> (8 * byte)) & 0xff);
    return text;
}

std::string field(std::uint64_t number, int bytes) {
    return big_endian(static_cast<std::uint64_t>(bytes), 4) + big_endian(number, bytes);
}

TEST(EncodedRows, BeginWithTheSignatureAndEndWithNoRow) {
    EXPECT_EQ(text_of(EncodedRows::header()),
              std::string("PGCOPY\n\xff\r\n\0", 11) + std::string(8, '\0'));
    EXPECT_EQ(text_of(EncodedRows::trailer()), "\xff\xff");
}

TEST(EncodedRows, HoldEveryTypeInNetworkOrderAndTheLoadLast) {
    RecordBatch batch(kColumns);
    batch.column(0).texts[0] = "abc";
    batch.column(1).integers[0] = -2;
    batch.column(2).integers[0] = 1'000'000'000'000;
    batch.column(3).doubles[0] = 182.5;
    batch.column(4).integers[0] = 946'684'800'000'000 + 7;  // 7 microseconds into 2000
    for (std::size_t column = 0; column < kColumns.size(); ++column)
        batch.column(column).set_present(0);
    batch.finish_row();
    EncodedRows rows;
    rows.append(batch, 42);
    EXPECT_EQ(text_of(rows.bytes()), big_endian(6, 2) + big_endian(3, 4) + "abc" +
                                         field(0xffff'fffe, 4) + field(1'000'000'000'000, 8) +
                                         field(std::bit_cast<std::uint64_t>(182.5), 8) +
                                         field(7, 8) + field(42, 8));
}

TEST(EncodedRows, MarkNullsByTheirLength) {
    RecordBatch batch(kColumns);
    batch.finish_row();
    EncodedRows rows;
    rows.append(batch, 1);
    std::string nulls;
    for (std::size_t column = 0; column < kColumns.size(); ++column)
        nulls += big_endian(0xffff'ffff, 4);
    EXPECT_EQ(text_of(rows.bytes()), big_endian(6, 2) + nulls + field(1, 8));
}

TEST(EncodedRows, AreEmptyAgainWhenCleared) {
    RecordBatch batch(kColumns);
    batch.finish_row();
    EncodedRows rows;
    rows.append(batch, 1);
    const std::string once = text_of(rows.bytes());
    rows.append(batch, 1);
    EXPECT_EQ(text_of(rows.bytes()), once + once);
    rows.clear();
    EXPECT_TRUE(rows.bytes().empty());
    rows.append(batch, 1);
    EXPECT_EQ(text_of(rows.bytes()), once);
}

}  // namespace
}  // namespace sparkify
