#include "aws/query_service.h"

#include <utility>

#include "aws/pages.h"
#include "aws/query_request.h"
#include "base/error.h"

namespace sparkify {

QueryService::QueryService(std::shared_ptr<AwsAccess> access, ServiceAddress address,
                           std::string version, Rehearsal* rehearsal)
    : channel_(std::move(access), std::move(address), rehearsal), version_(std::move(version)) {}

XmlAnswer QueryService::ask(const ServiceCall& call, const QueryParameters& parameters) {
    return send(call, parameters);
}

XmlAnswer QueryService::send(const ServiceCall& call, const QueryParameters& parameters) {
    QueryParameters all{{"Action", call.action}, {"Version", version_}};
    all.insert(all.end(), parameters.begin(), parameters.end());
    XmlAnswer answer(channel_.send(call, [&] { return query_request("", all); }));
    if (answer.is_of(call.action)) return answer;
    throw Error(ErrorCode::unreachable,
                {call.purpose, channel_.endpoint(), "what answers is no service of AWS",
                 "check AWS_ENDPOINT_URL and those of the services"});
}

XmlAnswer QueryService::change(const ServiceCall& call, const QueryParameters& parameters,
                               const SecretParameters& secrets) {
    if (channel_.rehearse(call, parameters)) return {};
    QueryParameters all = parameters;
    for (const auto& [name, secret] : secrets)
        all.emplace_back(name, secret.reveal());
    return send(call, all);
}

void QueryService::ask_pages(const ServiceCall& call, const QueryParameters& parameters,
                             Marker marker, const std::function<void(const XmlNode& page)>& take) {
    read_pages(call.purpose, channel_.endpoint(), [&](const std::string& token) {
        QueryParameters all = parameters;
        if (!token.empty()) all.emplace_back(marker.in_request, token);
        const XmlAnswer answer = ask(call, all);
        const XmlNode page = answer.result(call.action);
        take(page);
        return page.text(marker.in_answer);
    });
}

}  // namespace sparkify
