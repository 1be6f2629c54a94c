#include "aws/json_service.h"

#include <nlohmann/json.hpp>
#include <utility>

#include <fmt/format.h>

#include "aws/pages.h"
#include "base/error.h"

namespace sparkify {
namespace {

/// A parameter a line, as the query protocol has them.
QueryParameters shown(const JsonService::Document& parameters) {
    QueryParameters list;
    for (const auto& [name, value] : parameters.items())
        list.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
    return list;
}

}  // namespace

JsonService::JsonService(std::shared_ptr<AwsAccess> access, ServiceAddress address,
                         std::string target, Rehearsal* rehearsal)
    : channel_(std::move(access), std::move(address), rehearsal), target_(std::move(target)) {}

JsonService::Document JsonService::ask(const ServiceCall& call, const Document& parameters) {
    const std::string body = channel_.send(call, [&] {
        HttpRequest request;
        request.method = "POST";
        request.headers = {{"Content-Type", "application/x-amz-json-1.1"},
                           {"X-Amz-Target", fmt::format("{}.{}", target_, call.action)}};
        request.body = parameters.dump();
        return request;
    });
    Document answer = Document::parse(body, nullptr, /*allow_exceptions=*/false);
    if (answer.is_object()) return answer;
    throw Error(ErrorCode::unreachable,
                {call.purpose, channel_.endpoint(), "what answers is no service of AWS",
                 "check AWS_ENDPOINT_URL and those of the services"});
}

void JsonService::ask_pages(const ServiceCall& call, const Document& parameters, const char* marker,
                            const std::function<void(const Document& page)>& take) {
    read_pages(call.purpose, channel_.endpoint(), [&](const std::string& token) {
        Document all = parameters;
        if (!token.empty()) all[marker] = token;
        const Document page = ask(call, all);
        take(page);
        const auto next = page.find(marker);
        return next != page.end() && next->is_string() ? next->get<std::string>() : "";
    });
}

JsonService::Document JsonService::change(const ServiceCall& call, const Document& parameters,
                                          const SecretParameters& secrets) {
    if (channel_.rehearse(call, shown(parameters))) return Document::object();
    Document all = parameters;
    for (const auto& [name, secret] : secrets)
        all[name] = secret.reveal();
    return ask(call, all);
}

}  // namespace sparkify
