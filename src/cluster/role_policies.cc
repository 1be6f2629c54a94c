#include "cluster/role_policies.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include <fmt/format.h>

#include "storage/s3/s3_location.h"

namespace sparkify {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kVersion = "2012-10-17";  // of the language of policies

Json allow(const char* action, Json resources) {
    return {{"Effect", "Allow"}, {"Action", action}, {"Resource", std::move(resources)}};
}

}  // namespace

std::string trust_policy() {
    Json services = {"redshift.amazonaws.com", "redshift-serverless.amazonaws.com"};
    Json statement = {{"Effect", "Allow"},
                      {"Principal", {{"Service", std::move(services)}}},
                      {"Action", "sts:AssumeRole"}};
    return Json{{"Version", kVersion}, {"Statement", Json::array({std::move(statement)})}}.dump();
}

std::string read_policy(const std::vector<std::string>& places, const std::string& partition) {
    std::map<std::string, std::set<std::string>> prefixes;  // of each bucket
    for (const std::string& place : places) {
        if (!is_in_s3(place)) continue;
        const S3Location location = parse_s3_location(place);
        prefixes[location.bucket].insert(location.key + "*");
    }
    if (prefixes.empty()) return "";
    Json objects = Json::array();
    Json statements = Json::array();
    for (const auto& [bucket, keys] : prefixes) {
        const std::string arn = S3Location{bucket, ""}.arn(partition);
        for (const std::string& key : keys)
            objects.push_back(fmt::format("{}/{}", arn, key));
        Json list = allow("s3:ListBucket", arn);
        list["Condition"] = {{"StringLike", {{"s3:prefix", keys}}}};
        statements.push_back(std::move(list));
    }
    statements.insert(statements.begin(), allow("s3:GetObject", std::move(objects)));
    return Json{{"Version", kVersion}, {"Statement", std::move(statements)}}.dump();
}

}  // namespace sparkify
