#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "aws/service_channel.h"

namespace sparkify {

/// A service that speaks AWS's JSON protocol, 1.1: the action in X-Amz-Target, parameters and
/// answer as a JSON object.
class JsonService {
  public:
    using Document = nlohmann::ordered_json;

    /// `target`: what stands before the action in X-Amz-Target. For the rest see ServiceChannel.
    JsonService(std::shared_ptr<AwsAccess> access, ServiceAddress address, std::string target,
                Rehearsal* rehearsal = nullptr);

    /// A call that changes nothing. Throws what ServiceChannel::send throws, and
    /// Error(unreachable) for an answer that is no JSON object.
    [[nodiscard]] Document ask(const ServiceCall& call, const Document& parameters);

    /// Asks until there is no page left. `marker`: what a page calls the next one, and what that is
    /// asked for by: "nextToken".
    void ask_pages(const ServiceCall& call, const Document& parameters, const char* marker,
                   const std::function<void(const Document& page)>& take);

    /// A call that changes something; the answer is an empty object if it is only rehearsed.
    Document change(const ServiceCall& call, const Document& parameters,
                    const SecretParameters& secrets = {});

  private:
    ServiceChannel channel_;
    std::string target_;
};

}  // namespace sparkify
