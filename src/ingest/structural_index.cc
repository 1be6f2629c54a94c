#include "ingest/structural_index.h"

#include <algorithm>
#include <new>

#include <simdjson.h>

namespace sparkify {

struct StructuralIndex::Scanner {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
};

StructuralIndex::StructuralIndex() = default;
StructuralIndex::StructuralIndex(StructuralIndex&&) noexcept = default;
StructuralIndex& StructuralIndex::operator=(StructuralIndex&&) noexcept = default;
StructuralIndex::~StructuralIndex() = default;

bool StructuralIndex::build(std::string_view text) {
    if (!scanner_) scanner_ = std::make_unique<Scanner>();
    auto& parser = scanner_->parser;
    if (!parser || text.size() > capacity_) {
        capacity_ = std::max(text.size(), std::size_t{1} << 16);
        parser.reset();
        const auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
            capacity_, /*max_depth=*/1, parser);
        if (error != simdjson::SUCCESS) throw std::bad_alloc();
    }
    end_ = static_cast<std::uint32_t>(text.size());
    offsets_ = parser->structural_indexes.get();
    const auto error = parser->stage1(reinterpret_cast<const std::uint8_t*>(text.data()),
                                      text.size(), simdjson::stage1_mode::regular);
    size_ = error == simdjson::SUCCESS ? parser->n_structural_indexes : 0;
    if (size_ == 0) parser->structural_indexes[0] = end_;
    return error == simdjson::SUCCESS || error == simdjson::EMPTY;
}

std::size_t StructuralIndex::token_from(std::size_t offset) const {
    const std::uint32_t* end = offsets_ + size_;
    return static_cast<std::size_t>(
        std::lower_bound(offsets_, end, static_cast<std::uint32_t>(offset)) - offsets_);
}

}  // namespace sparkify
