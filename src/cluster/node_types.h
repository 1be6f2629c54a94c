#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sparkify {

/// A kind of node that clusters are made of ("Amazon Redshift provisioned clusters" of the
/// management guide).
struct NodeType {
    std::string_view name;
    std::uint32_t least_nodes = 1;  ///< of a cluster that is made
    std::uint32_t most_nodes = 1;
};

/// Nothing for a type that this program does not know: newer ones are AWS's to judge.
[[nodiscard]] std::optional<NodeType> find_node_type(std::string_view name);

/// Those that can be ordered, for messages.
[[nodiscard]] std::vector<std::string> node_type_names();

/// Whether no cluster can be made of it any more: dc1, dc2, ds1, ds2.
[[nodiscard]] bool is_gone(std::string_view node_type);

/// The smallest, which is what a cluster is made of if nobody says otherwise.
constexpr const char* kDefaultNodeType = "ra3.large";

}  // namespace sparkify
