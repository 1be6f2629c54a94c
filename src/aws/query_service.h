#pragma once

#include <functional>
#include <memory>
#include <string>

#include "aws/service_channel.h"
#include "aws/xml_answer.h"

namespace sparkify {

/// A service that speaks AWS's query protocol, or EC2's, which differs from it in its lists only.
class QueryService {
  public:
    /// `version`: of its API, "2012-12-01". For the rest see ServiceChannel.
    QueryService(std::shared_ptr<AwsAccess> access, ServiceAddress address, std::string version,
                 Rehearsal* rehearsal = nullptr);

    /// A call that changes nothing. Throws what ServiceChannel::send throws, and Error(unreachable)
    /// for an answer that is none of the service's.
    [[nodiscard]] XmlAnswer ask(const ServiceCall& call, const QueryParameters& parameters);

    /// A call that changes something; the answer is empty if it is only rehearsed.
    XmlAnswer change(const ServiceCall& call, const QueryParameters& parameters,
                     const SecretParameters& secrets = {});

    /// How a service turns pages: what a page calls the next one, and what it is asked for by.
    struct Marker {
        const char* in_answer = "Marker";
        const char* in_request = "Marker";
    };

    /// Asks until there is no page left.
    void ask_pages(const ServiceCall& call, const QueryParameters& parameters, Marker marker,
                   const std::function<void(const XmlNode& page)>& take);

  private:
    [[nodiscard]] XmlAnswer send(const ServiceCall& call, const QueryParameters& parameters);

    ServiceChannel channel_;
    std::string version_;
};

}  // namespace sparkify
