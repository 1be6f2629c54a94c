#include "cluster/node_types.h"

#include <algorithm>
#include <array>

namespace sparkify {
namespace {

constexpr std::array kNodeTypes{
    NodeType{"ra3.large", 1, 16},   NodeType{"ra3.xlplus", 1, 16},
    NodeType{"ra3.4xlarge", 2, 32}, NodeType{"ra3.16xlarge", 2, 128},
    NodeType{"rg.large", 1, 16},    NodeType{"rg.xlarge", 1, 16},
    NodeType{"rg.4xlarge", 2, 32},  NodeType{"rg.12xlarge", 2, 128},
};

}  // namespace

std::optional<NodeType> find_node_type(std::string_view name) {
    const auto* found = std::ranges::find(kNodeTypes, name, &NodeType::name);
    if (found == kNodeTypes.end()) return std::nullopt;
    return *found;
}

std::vector<std::string> node_type_names() {
    std::vector<std::string> names;
    names.reserve(kNodeTypes.size());
    for (const NodeType& type : kNodeTypes)
        names.emplace_back(type.name);
    return names;
}

bool is_gone(std::string_view node_type) {
    constexpr std::array<std::string_view, 5> kFamilies{"dc1.", "dc2.", "ds1.", "ds2.", "dw"};
    return std::ranges::any_of(
        kFamilies, [&](std::string_view family) { return node_type.starts_with(family); });
}

}  // namespace sparkify
