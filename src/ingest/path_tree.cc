#include "ingest/path_tree.h"

#include <variant>

namespace sparkify {
namespace {

template <typename Step, typename Wanted>
PathTree::NodeId find(const std::vector<std::pair<Step, PathTree::NodeId>>& children,
                      const Wanted& wanted) {
    for (const auto& [step, id] : children)
        if (step == wanted) return id;
    return PathTree::kIgnored;
}

}  // namespace

PathTree::PathTree(std::span<const JsonPath> paths) : nodes_(1) {
    for (std::size_t column = 0; column < paths.size(); ++column) {
        NodeId id = kRoot;
        for (const JsonPathStep& step : paths[column])
            id = child(id, step);
        nodes_[id].columns.push_back(static_cast<std::uint16_t>(column));
    }
}

PathTree::NodeId PathTree::member(NodeId parent, std::string_view key) const {
    return find(nodes_[parent].members, key);
}

PathTree::NodeId PathTree::element(NodeId parent, std::size_t index) const {
    return find(nodes_[parent].elements, index);
}

PathTree::NodeId PathTree::child(NodeId parent, const JsonPathStep& step) {
    const auto* key = std::get_if<std::string>(&step);
    const NodeId known =
        key != nullptr ? member(parent, *key) : element(parent, std::get<std::size_t>(step));
    if (known != kIgnored) return known;
    const auto id = static_cast<NodeId>(nodes_.size());
    nodes_.emplace_back();
    if (key != nullptr)
        nodes_[parent].members.emplace_back(*key, id);
    else
        nodes_[parent].elements.emplace_back(std::get<std::size_t>(step), id);
    return id;
}

}  // namespace sparkify
