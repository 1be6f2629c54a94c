#include "aws/query_request.h"

#include <fmt/format.h>

#include "aws/percent_encoding.h"

namespace sparkify {

HttpRequest query_request(const std::string& endpoint, const QueryParameters& parameters) {
    HttpRequest request;
    request.method = "POST";
    request.origin = endpoint;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
    for (const auto& [name, value] : parameters)
        request.body += (request.body.empty() ? "" : "&") + percent_encoded(name) + '=' +
                        percent_encoded(value);
    return request;
}

void add_tags(QueryParameters& parameters, std::string_view list, const ResourceTags& tags) {
    int number = 0;
    for (const auto& [key, value] : tags) {
        ++number;
        parameters.emplace_back(fmt::format("{}.{}.Key", list, number), key);
        parameters.emplace_back(fmt::format("{}.{}.Value", list, number), value);
    }
}

}  // namespace sparkify
