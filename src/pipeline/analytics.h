#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/value.h"
#include "model/model.h"
#include "warehouse/warehouse.h"

namespace sparkify {

/// The answer to one analytic question of the model.
struct Answer {
    std::string name;
    std::string title;
    std::string bar_column;                  ///< the column to draw as bars; empty if none
    std::vector<std::size_t> count_columns;  ///< columns that count something, by index
    ResultTable table;
};

/// The questions with these names, or all if none are named. Throws Error(usage) for a name that
/// the model does not know.
[[nodiscard]] std::vector<ModelFile> choose_questions(const Model& model,
                                                      const std::vector<std::string>& names);

[[nodiscard]] Answer answer_question(Warehouse& warehouse, const ModelFile& question);

}  // namespace sparkify
