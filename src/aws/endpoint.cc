#include "aws/endpoint.h"

namespace sparkify {

std::string domain_of(const std::string& region) {
    return region.starts_with("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}

}  // namespace sparkify
