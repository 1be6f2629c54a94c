#include "warehouse/redshift/cluster_host.h"

#include <vector>

namespace sparkify {
namespace {

std::vector<std::string> labels_of(std::string_view host) {
    std::vector<std::string> labels(1);
    for (const char letter : host)
        if (letter == '.')
            labels.emplace_back();
        else
            labels.back() += letter;
    return labels;
}

}  // namespace

std::optional<ClusterHost> cluster_host_of(std::string_view host) {
    constexpr std::size_t kLabelsAtLeast = 6;
    const std::vector<std::string> labels = labels_of(host);
    if (labels.size() < kLabelsAtLeast || labels[4] != "amazonaws") return std::nullopt;
    const bool serverless = labels[3] == "redshift-serverless";
    if (!serverless && labels[3] != "redshift") return std::nullopt;
    return ClusterHost{labels[0], labels[2], serverless};
}

}  // namespace sparkify
