#include "cluster/specification.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/letter_case.h"
#include "base/nearest_name.h"
#include "cluster/admin_password.h"
#include "cluster/node_types.h"
#include "cluster/reserved_words.h"
#include "config/redshift_settings.h"

namespace sparkify {
namespace {

constexpr const char* kDefaultDatabase = "dev";
constexpr const char* kDefaultUser = "awsuser";

[[noreturn]] void refuse(std::string what, const Said& said, std::string reason,
                         std::string next_step) {
    throw Error(ErrorCode::configuration,
                {std::move(what), said.source,
                 reason.empty() ? said.value : fmt::format("{}: {}", said.value, reason),
                 std::move(next_step)});
}

bool is_small_letter(char byte) {
    return byte >= 'a' && byte <= 'z';
}

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/// Names of clusters and of snapshots.
bool is_identifier(std::string_view text, std::size_t longest) {
    const bool letters = std::ranges::all_of(
        text, [](char byte) { return is_small_letter(byte) || is_digit(byte) || byte == '-'; });
    return letters && !text.empty() && text.size() <= longest && is_small_letter(text.front()) &&
           !text.ends_with('-') && text.find("--") == std::string_view::npos;
}

/// Names of databases and of users.
bool is_database_name(std::string_view text, std::size_t longest) {
    constexpr std::string_view kMarks = "_+.@-";
    const bool letters = std::ranges::all_of(text, [&](char byte) {
        return is_small_letter(byte) || is_digit(byte) ||
               kMarks.find(byte) != std::string_view::npos;
    });
    return letters && !text.empty() && text.size() <= longest && is_small_letter(text.front());
}

std::optional<std::uint32_t> number_in(const std::string& text) {
    std::uint32_t number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, failure] = std::from_chars(text.data(), end, number);
    if (failure != std::errc() || rest != end) return std::nullopt;
    return number;
}

void require_free_word(const char* what, const Said& said) {
    if (is_reserved_word(said.value))
        refuse(what, said, "it is a reserved word of Redshift's", "choose another name");
}

std::string database_in(const Said& said) {
    if (said.value.empty()) return kDefaultDatabase;
    if (!is_database_name(said.value, 64))
        refuse("no database can be called that", said, "",
               "begin with a small letter; then small letters, digits and _ + . @ -, 64 in all");
    constexpr std::array<std::string_view, 4> kTaken{"template0", "template1", "padb_harvest",
                                                     "postgres"};
    require_free_word("no database can be called that", said);
    if (std::ranges::find(kTaken, said.value) != kTaken.end())
        refuse("no database can be called that", said, "Redshift has one of that name",
               "choose another name");
    return said.value;
}

std::string user_in(const Said& said) {
    if (said.value.empty()) return kDefaultUser;
    if (!is_database_name(said.value, 128))
        refuse("no administrator can be called that", said, "",
               "begin with a small letter; then small letters, digits and _ + . @ -");
    constexpr std::array<std::string_view, 2> kTaken{"public", "rdsdb"};
    require_free_word("no administrator can be called that", said);
    if (std::ranges::find(kTaken, said.value) != kTaken.end())
        refuse("no administrator can be called that", said, "it means something else",
               "choose another name, awsuser for example");
    return said.value;
}

std::uint16_t port_in(const Said& said) {
    if (said.value.empty()) return kRedshiftPort;
    const auto port = number_in(said.value);
    const bool is_open =
        port && ((*port >= 5431 && *port <= 5455) || (*port >= 8191 && *port <= 8215));
    if (!is_open)
        refuse("a cluster cannot listen on that port", said, "",
               "leave it out (5439), or take one from 5431 to 5455 or from 8191 to 8215");
    return static_cast<std::uint16_t>(*port);
}

std::string role_name_in(const Said& said, const std::string& identifier) {
    constexpr std::size_t kLongest = 64;
    if (said.value.empty()) {
        std::string name = "sparkify-" + identifier;
        if (name.size() <= kLongest) return name;
        throw Error(ErrorCode::configuration,
                    {"the cluster's name is too long for its role to have it, too", "", name,
                     "name the role: [DWH] DWH_IAM_ROLE_NAME"});
    }
    constexpr std::string_view kMarks = "_+=,.@-";
    const bool letters = std::ranges::all_of(said.value, [&](char byte) {
        return is_small_letter(byte) || (byte >= 'A' && byte <= 'Z') || is_digit(byte) ||
               kMarks.find(byte) != std::string_view::npos;
    });
    if (!letters || said.value.size() > kLongest)
        refuse("no role can be called that", said, "",
               "write its name alone (not its ARN): up to 64 letters, digits and _ + = , . @ -");
    return said.value;
}

ClusterKind kind_in(const Said& type, bool serverless) {
    if (serverless || equal_without_case(type.value, "serverless")) return ClusterKind::serverless;
    if (type.value.empty() || equal_without_case(type.value, "single-node") ||
        equal_without_case(type.value, "multi-node"))
        return ClusterKind::provisioned;
    refuse("this is no type of cluster", type, "", "write single-node, multi-node or serverless");
}

std::string node_type_in(const Said& said, std::vector<std::string>& warnings) {
    if (said.value.empty()) return kDefaultNodeType;
    std::string type = in_lower_case(said.value);
    if (is_gone(type))
        refuse("AWS makes no clusters of that node type any more", said,
               "the last of its kind, dc2, was withdrawn in 2025",
               fmt::format("write DWH_NODE_TYPE = {}, which is the smallest there is now",
                           kDefaultNodeType));
    const std::vector<std::string> known = node_type_names();
    const std::size_t point = type.find('.');
    if (point == std::string::npos || point == 0 || point + 1 == type.size())
        refuse("this is no node type", said, "",
               fmt::format("write one of {}", fmt::join(known, ", ")));
    if (!find_node_type(type)) {
        const std::string nearest = nearest_name(type, known);
        warnings.push_back(fmt::format(
            "{}: {} is no node type that is known here{}; AWS will say whether there is one",
            said.source, type, nearest.empty() ? "" : fmt::format(" (did you mean {}?)", nearest)));
    }
    return type;
}

void require_fitting_type(const ClusterDescription& description, std::uint32_t nodes) {
    const bool single = equal_without_case(description.type.value, "single-node");
    const bool multi = equal_without_case(description.type.value, "multi-node");
    if (single && nodes > 1)
        refuse("a single-node cluster has one node", description.nodes, "",
               "write DWH_CLUSTER_TYPE = multi-node, or DWH_NUM_NODES = 1");
    if (multi && nodes < 2)
        refuse("a multi-node cluster has two nodes at least", description.type, "",
               "write DWH_NUM_NODES = 2, or DWH_CLUSTER_TYPE = single-node");
}

/// As the type has it where nobody says how many.
std::uint32_t nodes_in(const ClusterDescription& description, const std::string& node_type) {
    const auto type = find_node_type(node_type);
    const bool multi = equal_without_case(description.type.value, "multi-node");
    std::uint32_t nodes = std::max(type ? type->least_nodes : 1U, multi ? 2U : 1U);
    if (!description.nodes.value.empty()) {
        const auto said = number_in(description.nodes.value);
        if (!said || *said == 0)
            refuse("this is no number of nodes", description.nodes, "", "write a number, from 1");
        nodes = *said;
    }
    require_fitting_type(description, nodes);
    if (type && (nodes < type->least_nodes || nodes > type->most_nodes))
        refuse(fmt::format("no cluster can be made of so many nodes of {}", node_type),
               description.nodes, "",
               fmt::format("take {} to {} of them", type->least_nodes, type->most_nodes));
    return nodes;
}

std::uint32_t capacity_in(const SpecificationFlags& flags) {
    constexpr std::uint32_t kStep = 8;
    constexpr std::uint32_t kFineSteps = 512;
    constexpr std::uint32_t kMost = 1024;
    const std::uint32_t capacity = flags.base_capacity.value_or(kDefaultCapacity);
    const std::uint32_t step = capacity > kFineSteps ? 4 * kStep : kStep;
    if (capacity == kStep / 2 || (capacity > 0 && capacity % step == 0 && capacity <= kMost))
        return capacity;
    throw Error(ErrorCode::usage,
                {"a Serverless workgroup cannot have that capacity", "--rpus",
                 std::to_string(capacity), "take 4, or 8 to 512 by 8, or up to 1024 by 32"});
}

void require_serverless_name(const Said& identifier, const std::string& name) {
    if (name.size() < kShortestServerlessName)
        refuse("no Serverless workgroup can be called that", identifier, "",
               "take three letters or more");
}

}  // namespace

std::string checked_identifier(const Said& identifier) {
    if (identifier.value.empty())
        throw Error(
            ErrorCode::configuration,
            {"nothing says what the cluster is called", "", "",
             "set [DWH] DWH_CLUSTER_IDENTIFIER in dwh.cfg (`sparkify init` writes one, with the "
             "key as a comment)"});
    std::string name = in_lower_case(identifier.value);
    constexpr std::size_t kLongest = 63;
    if (!is_identifier(name, kLongest))
        refuse("no cluster can be called that", identifier, "",
               "begin with a letter; then letters, digits and single hyphens, 63 at most");
    return name;
}

std::string role_name_of(const ClusterDescription& description) {
    return role_name_in(description.role_name, checked_identifier(description.identifier));
}

std::string group_name_of(const std::string& identifier) {
    return "sparkify-" + identifier;
}

void require_snapshot_name(const std::string& name) {
    constexpr std::size_t kLongest = 255;
    if (is_identifier(in_lower_case(name), kLongest)) return;
    throw Error(ErrorCode::usage, {"no snapshot can be called that", "--final-snapshot", name,
                                   "begin with a letter; then letters, digits and single hyphens"});
}

ClusterSpecification specification_of(const ClusterDescription& description,
                                      const SpecificationFlags& flags) {
    ClusterSpecification cluster;
    cluster.identifier = checked_identifier(description.identifier);
    cluster.kind = kind_in(description.type, flags.serverless);
    if (cluster.kind == ClusterKind::serverless) {
        require_serverless_name(description.identifier, cluster.identifier);
        cluster.base_capacity = capacity_in(flags);
    } else {
        cluster.node_type = node_type_in(description.node_type, cluster.warnings);
        cluster.nodes = nodes_in(description, cluster.node_type);
    }
    cluster.database = database_in(description.database);
    cluster.user = user_in(description.user);
    require_admin_password(description.password, description.password_source);
    cluster.password = description.password;
    cluster.port = port_in(description.port);
    cluster.role_name = role_name_of(description);
    cluster.group_name = group_name_of(cluster.identifier);
    return cluster;
}

}  // namespace sparkify
