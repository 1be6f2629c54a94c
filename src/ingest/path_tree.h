#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/json_paths.h"

namespace sparkify {

/// The paths of all columns, merged so that one walk through a record serves them all.
/// Immutable after construction, hence safe to share between threads.
class PathTree {
  public:
    using NodeId = std::uint32_t;
    static constexpr NodeId kRoot = 0;
    static constexpr NodeId kIgnored = 0xFFFF'FFFF;  ///< a place that no column asks for

    struct Node {
        std::vector<std::pair<std::string, NodeId>> members;   ///< by key
        std::vector<std::pair<std::size_t, NodeId>> elements;  ///< by index
        std::vector<std::uint16_t> columns;                    ///< columns filled from here
    };

    explicit PathTree(std::span<const JsonPath> paths);

    [[nodiscard]] const Node& node(NodeId id) const { return nodes_[id]; }
    /// Whether a column asks for something inside of what is at this place.
    [[nodiscard]] bool has_paths_below(NodeId id) const {
        return !nodes_[id].members.empty() || !nodes_[id].elements.empty();
    }
    [[nodiscard]] NodeId member(NodeId parent, std::string_view key) const;
    [[nodiscard]] NodeId element(NodeId parent, std::size_t index) const;

  private:
    NodeId child(NodeId parent, const JsonPathStep& step);

    std::vector<Node> nodes_;
};

}  // namespace sparkify
