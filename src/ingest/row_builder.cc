#include "ingest/row_builder.h"

#include <limits>
#include <utility>

#include <fmt/format.h>

#include "ingest/json_string.h"
#include "ingest/number_conversion.h"
#include "ingest/short_text.h"

namespace sparkify {
namespace {

// 0001-01-01T00:00:00.000 and 9999-12-31T23:59:59.999 in UTC: what all three engines can show.
constexpr std::int64_t kFirstMillisecond = -62'135'596'800'000;
constexpr std::int64_t kLastMillisecond = 253'402'300'799'999;

std::string failure_reason(NumberResult result, ColumnType type) {
    switch (result) {
        case NumberResult::not_a_number:
            return fmt::format("not a number, for {}", sql_name_of(type));
        case NumberResult::not_integral:
            return fmt::format("not integral, for {}", sql_name_of(type));
        default:
            return fmt::format("out of range for {}", sql_name_of(type));
    }
}

}  // namespace

void RowBuilder::begin(RecordBatch& batch) {
    batch_ = &batch;
    row_ = batch.rows();
    failures_.clear();
}

bool RowBuilder::set(std::size_t column, JsonKind kind, std::string_view text) {
    if (!failures_.empty()) forget(column);
    const bool is_text_column = columns_[column].type == ColumnType::text;
    if (kind == JsonKind::text) {
        if (is_text_column) return set_text(column, text);
        return set_from_text(column, text);
    }
    if (kind == JsonKind::number) return set_from_number(column, text);
    if (kind == JsonKind::null)
        batch_->column(column).set_null(row_);
    else if (is_text_column)
        store_text(column, text, text);
    else
        fail(column, text, failure_reason(NumberResult::not_a_number, columns_[column].type));
    return true;
}

void RowBuilder::forget(std::size_t column) {
    batch_->column(column).set_null(row_);
    std::erase_if(failures_, [&](const ValueFailure& it) { return it.column == column; });
}

void RowBuilder::fail(std::size_t column, std::string_view value, std::string reason) {
    batch_->column(column).set_null(row_);
    failures_.push_back({column, value, std::move(reason)});
}

std::optional<ValueFailure> RowBuilder::finish() {
    for (std::size_t column = 0; column < columns_.size() && failures_.empty(); ++column) {
        if (columns_[column].required && !batch_->column(column).has(row_))
            failures_.push_back({column, {}, "missing or empty, but required (NOT NULL)"});
    }
    if (failures_.empty()) {
        batch_->finish_row();
        return std::nullopt;
    }
    abandon();
    return std::move(failures_.front());
}

void RowBuilder::abandon() {
    batch_->discard_row();
}

bool RowBuilder::set_text(std::size_t column, std::string_view raw) {
    if (!has_backslash(raw)) {
        store_text(column, raw, raw);
        return true;
    }
    std::string_view text;
    bool has_nul = false;
    if (!unescape_into_arena(raw, text, has_nul)) return false;
    if (has_nul)
        fail(column, raw, "U+0000, which no warehouse can keep");
    else
        store_text(column, text, raw);
    return true;
}

bool RowBuilder::set_from_text(std::size_t column, std::string_view raw) {
    std::string_view text = raw;
    bool has_nul = false;
    if (has_backslash(raw) && !unescape_into_arena(raw, text, has_nul)) return false;
    if (text.empty()) {
        batch_->column(column).set_null(row_);
        return true;
    }
    const NumberResult result = set_number(column, text, NumberGrammar::text);
    if (result != NumberResult::ok)
        fail(column, text, failure_reason(result, columns_[column].type));
    return true;
}

bool RowBuilder::set_from_number(std::size_t column, std::string_view text) {
    if (columns_[column].type == ColumnType::text) {
        if (!is_json_number(text)) return false;
        store_text(column, text, text);
        return true;
    }
    const NumberResult result = set_number(column, text, NumberGrammar::json);
    if (result == NumberResult::not_a_number) return false;
    if (result != NumberResult::ok)
        fail(column, text, failure_reason(result, columns_[column].type));
    return true;
}

bool RowBuilder::unescape_into_arena(std::string_view raw, std::string_view& text, bool& has_nul) {
    TextArena& arena = batch_->arena();
    const UnescapeResult result = unescape(raw, arena.reserve(raw.size()), text);
    if (result == UnescapeResult::invalid) return false;
    has_nul = result == UnescapeResult::has_nul;
    arena.keep(text.size());
    return true;
}

void RowBuilder::store_text(std::size_t column, std::string_view text, std::string_view raw) {
    ColumnValues& values = batch_->column(column);
    if (text.empty()) return values.set_null(row_);
    if (text.size() > columns_[column].max_bytes)
        return fail(column, raw,
                    fmt::format("{} bytes, but the column holds at most {}", text.size(),
                                columns_[column].max_bytes));
    values.texts[row_] = text;
    values.set_present(row_);
}

NumberResult RowBuilder::set_number(std::size_t column, std::string_view text,
                                    NumberGrammar grammar) {
    if (columns_[column].type != ColumnType::double_precision)
        return set_integer(column, text, grammar);
    ColumnValues& values = batch_->column(column);
    const NumberResult result = to_double(text, grammar, values.doubles[row_]);
    if (result == NumberResult::ok) values.set_present(row_);
    return result;
}

NumberResult RowBuilder::set_integer(std::size_t column, std::string_view text,
                                     NumberGrammar grammar) {
    std::int64_t value = 0;
    const NumberResult result = to_integer(text, grammar, value);
    if (result != NumberResult::ok) return result;
    if (columns_[column].type == ColumnType::timestamp) {
        store_timestamp(column, value, text);
        return NumberResult::ok;
    }
    using Limits = std::numeric_limits<std::int32_t>;
    if (columns_[column].type == ColumnType::integer &&
        (value < Limits::min() || value > Limits::max()))
        return NumberResult::out_of_range;
    ColumnValues& values = batch_->column(column);
    values.integers[row_] = value;
    values.set_present(row_);
    return NumberResult::ok;
}

void RowBuilder::store_timestamp(std::size_t column, std::int64_t milliseconds,
                                 std::string_view text) {
    if (milliseconds < kFirstMillisecond || milliseconds > kLastMillisecond)
        return fail(column, text, "not within the years 1 to 9999, as epoch milliseconds");
    ColumnValues& values = batch_->column(column);
    values.integers[row_] = milliseconds * 1000;
    values.set_present(row_);
}

}  // namespace sparkify
