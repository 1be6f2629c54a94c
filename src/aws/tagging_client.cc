#include "aws/tagging_client.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace sparkify {

using Document = JsonService::Document;

TaggingClient::TaggingClient(std::shared_ptr<AwsAccess> access, const std::string& region)
    : service_(std::move(access),
               {.service = AwsService::tagging,
                .name = "tagging",
                .region = region,
                .host = "",
                .permissions = "tag"},
               "ResourceGroupsTaggingAPI_20170126") {}

std::vector<std::string> TaggingClient::tagged_resources(const std::string& type,
                                                         const std::string& key) {
    std::vector<std::string> arns;
    service_.ask_pages(
        {"GetResources", "cannot look for what has tags", "*"},
        {{"TagFilters", Document::array({{{"Key", key}}})},
         {"ResourceTypeFilters", Document::array({type})}},
        "PaginationToken", [&](const Document& page) {
            for (const Document& entry : page.value("ResourceTagMappingList", Document::array()))
                arns.push_back(entry.value("ResourceARN", ""));
        });
    return arns;
}

}  // namespace sparkify
