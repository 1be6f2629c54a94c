#pragma once

#include <memory>
#include <string>
#include <vector>

#include "aws/json_service.h"

namespace sparkify {

/// Resource Groups' tagging service (API of 2017-01-26): finds resources of many services by their
/// tags. Not for use by several threads at once.
///
/// All calls throw what JsonService throws.
class TaggingClient {
  public:
    /// `region`: of the resources.
    TaggingClient(std::shared_ptr<AwsAccess> access, const std::string& region);

    /// The ARNs of those that have a tag of that key. `type`: as ARNs have it, "s3".
    [[nodiscard]] std::vector<std::string> tagged_resources(const std::string& type,
                                                            const std::string& key);

  private:
    JsonService service_;
};

}  // namespace sparkify
